// Checks, told one a line to whoever started the script: a name, and why it failed if it did.

import assert from 'node:assert/strict';

export { assert };

let told = 0;

/** Runs a check. One that fails does not keep the others from running. */
export async function check(name, work) {
  try {
    await work();
    tell({ check: name });
  } catch (error) {
    tell({ check: name, why: error.message });
  }
}

/** Says that every check was run: a script that ends without it broke off. */
export function done() {
  console.log(JSON.stringify({ done: told }));
}

function tell(line) {
  told += 1;
  console.log(JSON.stringify(line));
}
