/** Ends the work on one file: it took too much. Caught where a file is rendered, and nowhere else. */
export class Exhausted extends Error {}
/** Ends the work on one action: Helm would refuse the chart here. Caught where actions are carried out. */
export class Refused extends Error {}
