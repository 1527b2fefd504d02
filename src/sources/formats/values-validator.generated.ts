// @ts-nocheck
// Made from values-schema.ts by `npm run build`; do not edit.
export const validateValuesDocument: ((data: unknown) => boolean) & { errors?: readonly { instancePath: string; keyword: string }[] | null } = validate10;
const schema11 = {"type":"object","properties":{"observed_at":{"description":"When the values were measured, RFC 3339 with an offset.","type":["string","null"]},"subject":{"description":"What was evaluated.","anyOf":[{"type":"object","properties":{"commit":{"description":"The commit that was evaluated: the full SHA.","type":["string","null"]},"pins":{"description":"The digest of the pinned files that were evaluated, as `launch-gate digest` prints it.","type":["string","null"]},"model":{"description":"The model that was evaluated.","type":["string","null"]},"dataset":{"description":"The data that it was evaluated on.","type":["string","null"]}},"additionalProperties":{}},{"type":"null"}]},"metrics":{"type":"object"}},"required":["metrics"],"additionalProperties":{},"$id":"document"};

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="document" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.metrics === undefined) && (missing0 = "metrics")){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.observed_at !== undefined){
let data0 = data.observed_at;
const _errs2 = errors;
if((typeof data0 !== "string") && (data0 !== null)){
validate10.errors = [{instancePath:instancePath+"/observed_at",schemaPath:"#/properties/observed_at/type",keyword:"type",params:{type: schema11.properties.observed_at.type},message:"must be string,null"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.subject !== undefined){
let data1 = data.subject;
const _errs4 = errors;
const _errs5 = errors;
let valid1 = false;
const _errs6 = errors;
if(errors === _errs6){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.commit !== undefined){
let data2 = data1.commit;
const _errs9 = errors;
if((typeof data2 !== "string") && (data2 !== null)){
const err0 = {instancePath:instancePath+"/subject/commit",schemaPath:"#/properties/subject/anyOf/0/properties/commit/type",keyword:"type",params:{type: schema11.properties.subject.anyOf[0].properties.commit.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var valid2 = _errs9 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.pins !== undefined){
let data3 = data1.pins;
const _errs11 = errors;
if((typeof data3 !== "string") && (data3 !== null)){
const err1 = {instancePath:instancePath+"/subject/pins",schemaPath:"#/properties/subject/anyOf/0/properties/pins/type",keyword:"type",params:{type: schema11.properties.subject.anyOf[0].properties.pins.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var valid2 = _errs11 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.model !== undefined){
let data4 = data1.model;
const _errs13 = errors;
if((typeof data4 !== "string") && (data4 !== null)){
const err2 = {instancePath:instancePath+"/subject/model",schemaPath:"#/properties/subject/anyOf/0/properties/model/type",keyword:"type",params:{type: schema11.properties.subject.anyOf[0].properties.model.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var valid2 = _errs13 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.dataset !== undefined){
let data5 = data1.dataset;
const _errs15 = errors;
if((typeof data5 !== "string") && (data5 !== null)){
const err3 = {instancePath:instancePath+"/subject/dataset",schemaPath:"#/properties/subject/anyOf/0/properties/dataset/type",keyword:"type",params:{type: schema11.properties.subject.anyOf[0].properties.dataset.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var valid2 = _errs15 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
else {
const err4 = {instancePath:instancePath+"/subject",schemaPath:"#/properties/subject/anyOf/0/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
var _valid0 = _errs6 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const _errs17 = errors;
if(data1 !== null){
const err5 = {instancePath:instancePath+"/subject",schemaPath:"#/properties/subject/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var _valid0 = _errs17 === errors;
valid1 = valid1 || _valid0;
}
if(!valid1){
const err6 = {instancePath:instancePath+"/subject",schemaPath:"#/properties/subject/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
validate10.errors = vErrors;
return false;
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.metrics !== undefined){
let data6 = data.metrics;
const _errs19 = errors;
if(!(data6 && typeof data6 == "object" && !Array.isArray(data6))){
validate10.errors = [{instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}

export const validateValuesEntry: ((data: unknown) => boolean) & { errors?: readonly { instancePath: string; keyword: string }[] | null } = validate11;
const schema12 = {"anyOf":[{"type":"number"},{"type":"object","properties":{"value":{"description":"The value. With `exposure` and without `successes`: the number of events. May be left out with `successes` and `sample_size`.","type":["number","null"]},"successes":{"description":"Items that met the condition, of `sample_size`; with `exposure`, the number of events.","anyOf":[{"type":"integer","minimum":0,"maximum":9007199254740991},{"type":"null"}]},"sample_size":{"description":"Items judged: independent cases.","anyOf":[{"type":"integer","minimum":0,"maximum":9007199254740991},{"type":"null"}]},"attempted":{"description":"Items tried, of which `sample_size` were judged.","anyOf":[{"type":"integer","minimum":0,"maximum":9007199254740991},{"type":"null"}]},"stddev":{"description":"Standard deviation of the single scores.","anyOf":[{"type":"number","minimum":0},{"type":"null"}]},"stderr":{"description":"Standard error of the value.","anyOf":[{"type":"number","minimum":0},{"type":"null"}]},"interval":{"description":"A two-sided confidence interval: low, high, level (0.95 for 95 %).","anyOf":[{"type":"array","items":[{"type":"number"},{"type":"number"},{"type":"number"}],"additionalItems":false,"minItems":3,"maxItems":3},{"type":"null"}]},"exposure":{"description":"What events were counted over, such as hours or requests; the value is then events per unit.","anyOf":[{"type":"number","exclusiveMinimum":0},{"type":"null"}]},"clusters":{"description":"Number of independent groups (users, conversations) that the items come from.","anyOf":[{"type":"integer","minimum":1,"maximum":9007199254740991},{"type":"null"}]},"n_effective":{"description":"Effective sample size, where the items are not independent.","anyOf":[{"type":"number","exclusiveMinimum":0},{"type":"null"}]},"observed_at":{"description":"When this value was measured, RFC 3339 with an offset; goes before the time of the document.","type":["string","null"]},"url":{"description":"An https link shown to reviewers.","type":["string","null"]}},"additionalProperties":{}},{"type":"null"}],"description":"A number, or what is known about it. `null` says that there is no value.","$id":"entry"};

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="entry" */;
let vErrors = null;
let errors = 0;
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(!((typeof data == "number") && (isFinite(data)))){
const err0 = {instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs3 = errors;
if(errors === _errs3){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.value !== undefined){
let data0 = data.value;
const _errs6 = errors;
if((!((typeof data0 == "number") && (isFinite(data0)))) && (data0 !== null)){
const err1 = {instancePath:instancePath+"/value",schemaPath:"#/anyOf/1/properties/value/type",keyword:"type",params:{type: schema12.anyOf[1].properties.value.type},message:"must be number,null"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var valid1 = _errs6 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.successes !== undefined){
let data1 = data.successes;
const _errs8 = errors;
const _errs9 = errors;
let valid2 = false;
const _errs10 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err2 = {instancePath:instancePath+"/successes",schemaPath:"#/anyOf/1/properties/successes/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(errors === _errs10){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 9007199254740991 || isNaN(data1)){
const err3 = {instancePath:instancePath+"/successes",schemaPath:"#/anyOf/1/properties/successes/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
if(data1 < 0 || isNaN(data1)){
const err4 = {instancePath:instancePath+"/successes",schemaPath:"#/anyOf/1/properties/successes/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
}
var _valid1 = _errs10 === errors;
valid2 = valid2 || _valid1;
if(!valid2){
const _errs12 = errors;
if(data1 !== null){
const err5 = {instancePath:instancePath+"/successes",schemaPath:"#/anyOf/1/properties/successes/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var _valid1 = _errs12 === errors;
valid2 = valid2 || _valid1;
}
if(!valid2){
const err6 = {instancePath:instancePath+"/successes",schemaPath:"#/anyOf/1/properties/successes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
else {
errors = _errs9;
if(vErrors !== null){
if(_errs9){
vErrors.length = _errs9;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs8 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.sample_size !== undefined){
let data2 = data.sample_size;
const _errs14 = errors;
const _errs15 = errors;
let valid3 = false;
const _errs16 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err7 = {instancePath:instancePath+"/sample_size",schemaPath:"#/anyOf/1/properties/sample_size/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(errors === _errs16){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
const err8 = {instancePath:instancePath+"/sample_size",schemaPath:"#/anyOf/1/properties/sample_size/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
else {
if(data2 < 0 || isNaN(data2)){
const err9 = {instancePath:instancePath+"/sample_size",schemaPath:"#/anyOf/1/properties/sample_size/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
}
var _valid2 = _errs16 === errors;
valid3 = valid3 || _valid2;
if(!valid3){
const _errs18 = errors;
if(data2 !== null){
const err10 = {instancePath:instancePath+"/sample_size",schemaPath:"#/anyOf/1/properties/sample_size/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var _valid2 = _errs18 === errors;
valid3 = valid3 || _valid2;
}
if(!valid3){
const err11 = {instancePath:instancePath+"/sample_size",schemaPath:"#/anyOf/1/properties/sample_size/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
errors = _errs15;
if(vErrors !== null){
if(_errs15){
vErrors.length = _errs15;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs14 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.attempted !== undefined){
let data3 = data.attempted;
const _errs20 = errors;
const _errs21 = errors;
let valid4 = false;
const _errs22 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err12 = {instancePath:instancePath+"/attempted",schemaPath:"#/anyOf/1/properties/attempted/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if(errors === _errs22){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
const err13 = {instancePath:instancePath+"/attempted",schemaPath:"#/anyOf/1/properties/attempted/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
else {
if(data3 < 0 || isNaN(data3)){
const err14 = {instancePath:instancePath+"/attempted",schemaPath:"#/anyOf/1/properties/attempted/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
}
var _valid3 = _errs22 === errors;
valid4 = valid4 || _valid3;
if(!valid4){
const _errs24 = errors;
if(data3 !== null){
const err15 = {instancePath:instancePath+"/attempted",schemaPath:"#/anyOf/1/properties/attempted/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
var _valid3 = _errs24 === errors;
valid4 = valid4 || _valid3;
}
if(!valid4){
const err16 = {instancePath:instancePath+"/attempted",schemaPath:"#/anyOf/1/properties/attempted/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
else {
errors = _errs21;
if(vErrors !== null){
if(_errs21){
vErrors.length = _errs21;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs20 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.stddev !== undefined){
let data4 = data.stddev;
const _errs26 = errors;
const _errs27 = errors;
let valid5 = false;
const _errs28 = errors;
if(errors === _errs28){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
const err17 = {instancePath:instancePath+"/stddev",schemaPath:"#/anyOf/1/properties/stddev/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/stddev",schemaPath:"#/anyOf/1/properties/stddev/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
var _valid4 = _errs28 === errors;
valid5 = valid5 || _valid4;
if(!valid5){
const _errs30 = errors;
if(data4 !== null){
const err19 = {instancePath:instancePath+"/stddev",schemaPath:"#/anyOf/1/properties/stddev/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
var _valid4 = _errs30 === errors;
valid5 = valid5 || _valid4;
}
if(!valid5){
const err20 = {instancePath:instancePath+"/stddev",schemaPath:"#/anyOf/1/properties/stddev/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
else {
errors = _errs27;
if(vErrors !== null){
if(_errs27){
vErrors.length = _errs27;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs26 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.stderr !== undefined){
let data5 = data.stderr;
const _errs32 = errors;
const _errs33 = errors;
let valid6 = false;
const _errs34 = errors;
if(errors === _errs34){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
const err21 = {instancePath:instancePath+"/stderr",schemaPath:"#/anyOf/1/properties/stderr/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/stderr",schemaPath:"#/anyOf/1/properties/stderr/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
var _valid5 = _errs34 === errors;
valid6 = valid6 || _valid5;
if(!valid6){
const _errs36 = errors;
if(data5 !== null){
const err23 = {instancePath:instancePath+"/stderr",schemaPath:"#/anyOf/1/properties/stderr/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
var _valid5 = _errs36 === errors;
valid6 = valid6 || _valid5;
}
if(!valid6){
const err24 = {instancePath:instancePath+"/stderr",schemaPath:"#/anyOf/1/properties/stderr/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
else {
errors = _errs33;
if(vErrors !== null){
if(_errs33){
vErrors.length = _errs33;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs32 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.interval !== undefined){
let data6 = data.interval;
const _errs38 = errors;
const _errs39 = errors;
let valid7 = false;
const _errs40 = errors;
if(errors === _errs40){
if(Array.isArray(data6)){
if(data6.length > 3){
const err25 = {instancePath:instancePath+"/interval",schemaPath:"#/anyOf/1/properties/interval/anyOf/0/maxItems",keyword:"maxItems",params:{limit: 3},message:"must NOT have more than 3 items"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
else {
if(data6.length < 3){
const err26 = {instancePath:instancePath+"/interval",schemaPath:"#/anyOf/1/properties/interval/anyOf/0/minItems",keyword:"minItems",params:{limit: 3},message:"must NOT have fewer than 3 items"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
else {
const len0 = data6.length;
if(!(len0 <= 3)){
const err27 = {instancePath:instancePath+"/interval",schemaPath:"#/anyOf/1/properties/interval/anyOf/0/additionalItems",keyword:"additionalItems",params:{limit: 3},message:"must NOT have more than 3 items"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
else {
const len1 = data6.length;
if(len1 > 0){
let data7 = data6[0];
const _errs42 = errors;
if(!((typeof data7 == "number") && (isFinite(data7)))){
const err28 = {instancePath:instancePath+"/interval/0",schemaPath:"#/anyOf/1/properties/interval/anyOf/0/items/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
var valid8 = _errs42 === errors;
}
if(valid8){
if(len1 > 1){
let data8 = data6[1];
const _errs44 = errors;
if(!((typeof data8 == "number") && (isFinite(data8)))){
const err29 = {instancePath:instancePath+"/interval/1",schemaPath:"#/anyOf/1/properties/interval/anyOf/0/items/1/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
var valid8 = _errs44 === errors;
}
if(valid8){
if(len1 > 2){
let data9 = data6[2];
const _errs46 = errors;
if(!((typeof data9 == "number") && (isFinite(data9)))){
const err30 = {instancePath:instancePath+"/interval/2",schemaPath:"#/anyOf/1/properties/interval/anyOf/0/items/2/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
var valid8 = _errs46 === errors;
}
}
}
}
}
}
}
else {
const err31 = {instancePath:instancePath+"/interval",schemaPath:"#/anyOf/1/properties/interval/anyOf/0/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
var _valid6 = _errs40 === errors;
valid7 = valid7 || _valid6;
if(!valid7){
const _errs48 = errors;
if(data6 !== null){
const err32 = {instancePath:instancePath+"/interval",schemaPath:"#/anyOf/1/properties/interval/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
var _valid6 = _errs48 === errors;
valid7 = valid7 || _valid6;
}
if(!valid7){
const err33 = {instancePath:instancePath+"/interval",schemaPath:"#/anyOf/1/properties/interval/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
else {
errors = _errs39;
if(vErrors !== null){
if(_errs39){
vErrors.length = _errs39;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs38 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.exposure !== undefined){
let data10 = data.exposure;
const _errs50 = errors;
const _errs51 = errors;
let valid9 = false;
const _errs52 = errors;
if(errors === _errs52){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 <= 0 || isNaN(data10)){
const err34 = {instancePath:instancePath+"/exposure",schemaPath:"#/anyOf/1/properties/exposure/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
else {
const err35 = {instancePath:instancePath+"/exposure",schemaPath:"#/anyOf/1/properties/exposure/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
var _valid7 = _errs52 === errors;
valid9 = valid9 || _valid7;
if(!valid9){
const _errs54 = errors;
if(data10 !== null){
const err36 = {instancePath:instancePath+"/exposure",schemaPath:"#/anyOf/1/properties/exposure/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
var _valid7 = _errs54 === errors;
valid9 = valid9 || _valid7;
}
if(!valid9){
const err37 = {instancePath:instancePath+"/exposure",schemaPath:"#/anyOf/1/properties/exposure/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
else {
errors = _errs51;
if(vErrors !== null){
if(_errs51){
vErrors.length = _errs51;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs50 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.clusters !== undefined){
let data11 = data.clusters;
const _errs56 = errors;
const _errs57 = errors;
let valid10 = false;
const _errs58 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
const err38 = {instancePath:instancePath+"/clusters",schemaPath:"#/anyOf/1/properties/clusters/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(errors === _errs58){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 9007199254740991 || isNaN(data11)){
const err39 = {instancePath:instancePath+"/clusters",schemaPath:"#/anyOf/1/properties/clusters/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
else {
if(data11 < 1 || isNaN(data11)){
const err40 = {instancePath:instancePath+"/clusters",schemaPath:"#/anyOf/1/properties/clusters/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
}
var _valid8 = _errs58 === errors;
valid10 = valid10 || _valid8;
if(!valid10){
const _errs60 = errors;
if(data11 !== null){
const err41 = {instancePath:instancePath+"/clusters",schemaPath:"#/anyOf/1/properties/clusters/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
var _valid8 = _errs60 === errors;
valid10 = valid10 || _valid8;
}
if(!valid10){
const err42 = {instancePath:instancePath+"/clusters",schemaPath:"#/anyOf/1/properties/clusters/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
else {
errors = _errs57;
if(vErrors !== null){
if(_errs57){
vErrors.length = _errs57;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs56 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.n_effective !== undefined){
let data12 = data.n_effective;
const _errs62 = errors;
const _errs63 = errors;
let valid11 = false;
const _errs64 = errors;
if(errors === _errs64){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 <= 0 || isNaN(data12)){
const err43 = {instancePath:instancePath+"/n_effective",schemaPath:"#/anyOf/1/properties/n_effective/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/n_effective",schemaPath:"#/anyOf/1/properties/n_effective/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
var _valid9 = _errs64 === errors;
valid11 = valid11 || _valid9;
if(!valid11){
const _errs66 = errors;
if(data12 !== null){
const err45 = {instancePath:instancePath+"/n_effective",schemaPath:"#/anyOf/1/properties/n_effective/anyOf/1/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
var _valid9 = _errs66 === errors;
valid11 = valid11 || _valid9;
}
if(!valid11){
const err46 = {instancePath:instancePath+"/n_effective",schemaPath:"#/anyOf/1/properties/n_effective/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
else {
errors = _errs63;
if(vErrors !== null){
if(_errs63){
vErrors.length = _errs63;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs62 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.observed_at !== undefined){
let data13 = data.observed_at;
const _errs68 = errors;
if((typeof data13 !== "string") && (data13 !== null)){
const err47 = {instancePath:instancePath+"/observed_at",schemaPath:"#/anyOf/1/properties/observed_at/type",keyword:"type",params:{type: schema12.anyOf[1].properties.observed_at.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
var valid1 = _errs68 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.url !== undefined){
let data14 = data.url;
const _errs70 = errors;
if((typeof data14 !== "string") && (data14 !== null)){
const err48 = {instancePath:instancePath+"/url",schemaPath:"#/anyOf/1/properties/url/type",keyword:"type",params:{type: schema12.anyOf[1].properties.url.type},message:"must be string,null"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
var valid1 = _errs70 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
const err49 = {instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
var _valid0 = _errs3 === errors;
valid0 = valid0 || _valid0;
if(!valid0){
const _errs72 = errors;
if(data !== null){
const err50 = {instancePath,schemaPath:"#/anyOf/2/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
var _valid0 = _errs72 === errors;
valid0 = valid0 || _valid0;
}
}
if(!valid0){
const err51 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
validate11.errors = vErrors;
return false;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate11.errors = vErrors;
return errors === 0;
}
