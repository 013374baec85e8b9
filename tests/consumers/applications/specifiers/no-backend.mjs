export default class Unrelated {}
