// amazon-cognito-identity-js, unmodified, by its password flow: the server has no SRP yet.
import assert from "node:assert/strict";
import { test } from "node:test";
import cognito from "amazon-cognito-identity-js";
import * as env from "./environment.js";

const { AuthenticationDetails, CognitoRefreshToken, CognitoUser, CognitoUserAttribute, CognitoUserPool } = cognito;
const Pool = new CognitoUserPool({ UserPoolId: env.pool, ClientId: env.client, endpoint: `${env.endpoint}/` });

function called(action) {
  return new Promise((resolve, reject) => action((error, result) => (error ? reject(error) : resolve(result))));
}

function signIn(user, password) {
  user.setAuthenticationFlowType("USER_PASSWORD_AUTH");
  return new Promise((onSuccess, onFailure) => user.authenticateUser(
    new AuthenticationDetails({ Username: user.getUsername(), Password: password }), { onSuccess, onFailure }));
}

test("sign-up, confirmation, sign-in, attributes, new password, refresh and sign-out", async () => {
  const email = "library@example.com";
  const attributes = [new CognitoUserAttribute({ Name: "email", Value: email })];
  const { userSub, userConfirmed } = await called(done => Pool.signUp(email, env.password, attributes, [], done));
  assert.equal(userConfirmed, false);
  const user = new CognitoUser({ Username: email, Pool });
  await assert.rejects(signIn(user, env.password), error => error.name === "UserNotConfirmedException");
  await called(async done => user.confirmRegistration(await env.code(email), false, done));
  await assert.rejects(signIn(user, "Wrong-password-1"), error => error.name === "NotAuthorizedException");

  const session = await signIn(user, env.password);
  assert.ok(session.isValid());
  assert.equal(session.getIdToken().payload.sub, userSub);
  assert.equal(session.getIdToken().payload.email, email);

  const known = await called(done => user.getUserAttributes(done));
  assert.ok(known.some(attribute => attribute.getName() === "email" && attribute.getValue() === email));
  await called(done => user.updateAttributes([new CognitoUserAttribute({ Name: "name", Value: "Lib" })], done));
  await called(done => user.changePassword(env.password, "Another-horse-8-battery", done));

  const RefreshToken = session.getRefreshToken().getToken();
  const refreshed = await called(done => user.refreshSession(new CognitoRefreshToken({ RefreshToken }), done));
  assert.ok(refreshed.isValid());
  assert.notEqual(refreshed.getAccessToken().getJwtToken(), session.getAccessToken().getJwtToken());

  await new Promise((onSuccess, onFailure) => user.globalSignOut({ onSuccess, onFailure }));
  await signIn(new CognitoUser({ Username: email, Pool }), "Another-horse-8-battery");
});

test("a forgotten password is set anew by the code", async () => {
  const email = "forgetful@example.com";
  await called(done => Pool.signUp(email, env.password,
    [new CognitoUserAttribute({ Name: "email", Value: email })], [], done));
  const user = new CognitoUser({ Username: email, Pool });
  await called(async done => user.confirmRegistration(await env.code(email), false, done));
  await new Promise((onSuccess, onFailure) => user.forgotPassword({ onSuccess, onFailure }));
  const code = await env.recoveryCode(email);
  await new Promise((onSuccess, onFailure) =>
    user.confirmPassword(code, "Remembered-horse-7", { onSuccess, onFailure }));
  const session = await signIn(new CognitoUser({ Username: email, Pool }), "Remembered-horse-7");
  assert.ok(session.isValid());
});
