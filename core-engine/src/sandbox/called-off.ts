/** What a job is rejected with that was called off: nothing of it was handed over, and its inputs are still to be taken in. */
export class CalledOff extends Error {
  constructor(executionId: string) {
    super(`The job of execution ${executionId} was called off.`);
    this.name = 'CalledOff';
  }
}
