import fc from 'fast-check';

/** In CI the properties try the same cases every time, so that a change is blamed for nothing but itself; elsewhere they explore. */
if (process.env['CI'] === 'true') fc.configureGlobal({ seed: 20_261_121 });
