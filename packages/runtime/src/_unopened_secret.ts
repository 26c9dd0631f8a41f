/** Stands for a secret that is not sealed: where only the outcome is asked for, or nothing is stored. */
export const UNOPENED: string = `fp1:${"A".repeat(44)}`;
