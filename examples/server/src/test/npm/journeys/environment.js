// What the journeys know of the server: set by NpmJourneyTest, which starts it.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these by mvn -Pnpm`);
  return value;
}

export const endpoint = required("GATEHOUSE_TEST_ORIGIN");
export const region = "local";
export const pool = required("GATEHOUSE_TEST_POOL");
export const client = required("GATEHOUSE_TEST_CLIENT");
export const identityPool = required("GATEHOUSE_TEST_IDENTITY_POOL");
export const provider = required("GATEHOUSE_TEST_PROVIDER");
export const bucket = required("GATEHOUSE_TEST_BUCKET");
export const outbox = required("GATEHOUSE_TEST_OUTBOX");
export const root = {
  accessKeyId: required("GATEHOUSE_TEST_ROOT_KEY"),
  secretAccessKey: required("GATEHOUSE_TEST_ROOT_SECRET"),
};
export const password = "Correct-horse-9-battery";

/** The code of a sign-up's message. */
export const code = address => found(address, /confirmation code is (\d{6})/);

/** The code of a recovery's message. */
export const recoveryCode = address => found(address, /code for a new password is (\d{6})/);

/** Finds a code in the outbox; the server delivers every second. */
async function found(address, pattern) {
  for (let round = 0; round < 300; round++) {
    const mails = readdirSync(outbox)
      .filter(name => name.endsWith(".eml"))
      .map(name => join(outbox, name))
      .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
      .map(file => readFileSync(file, "utf8"));
    const mail = mails.find(text => text.includes(`To: ${address}`) && pattern.test(text));
    if (mail) return pattern.exec(mail)[1];
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`no message came to ${address}`);
}
