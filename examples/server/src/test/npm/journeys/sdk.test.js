// @aws-sdk v3, unmodified: only the endpoint is another.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as idp from "@aws-sdk/client-cognito-identity-provider";
import { CognitoIdentityClient, GetCredentialsForIdentityCommand, GetIdCommand } from "@aws-sdk/client-cognito-identity";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import * as env from "./environment.js";

const settings = { region: env.region, endpoint: env.endpoint };
const users = new idp.CognitoIdentityProviderClient(settings);
const admin = new idp.CognitoIdentityProviderClient({ ...settings, credentials: env.root });
const identities = new CognitoIdentityClient(settings);

function signIn(username, password = env.password) {
  return users.send(new idp.InitiateAuthCommand({
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: env.client,
    AuthParameters: { USERNAME: username, PASSWORD: password },
  }));
}

async function made(username) {
  await admin.send(new idp.AdminCreateUserCommand({
    UserPoolId: env.pool, Username: username, MessageAction: "SUPPRESS",
    UserAttributes: [{ Name: "email", Value: username }, { Name: "email_verified", Value: "true" }],
    TemporaryPassword: env.password,
  }));
  await admin.send(new idp.AdminSetUserPasswordCommand({
    UserPoolId: env.pool, Username: username, Password: env.password, Permanent: true }));
}

const refused = name => error => {
  assert.equal(error.name, name);
  return true;
};

test("from sign-up to one's own folder and no other", async () => {
  const email = "npm@example.com";
  const { UserSub, UserConfirmed } = await users.send(new idp.SignUpCommand({
    ClientId: env.client, Username: email, Password: env.password,
    UserAttributes: [{ Name: "email", Value: email }],
  }));
  assert.equal(UserConfirmed, false);
  await assert.rejects(signIn(email), refused("UserNotConfirmedException"));
  const code = await env.code(email);
  await assert.rejects(users.send(new idp.ConfirmSignUpCommand({
    ClientId: env.client, Username: email, ConfirmationCode: code === "123456" ? "654321" : "123456",
  })), refused("CodeMismatchException"));
  await users.send(new idp.ConfirmSignUpCommand({ ClientId: env.client, Username: email, ConfirmationCode: code }));

  const { AuthenticationResult: tokens } = await signIn(email);
  const user = await users.send(new idp.GetUserCommand({ AccessToken: tokens.AccessToken }));
  assert.equal(user.Username, UserSub);

  const Logins = { [env.provider]: tokens.IdToken };
  const { IdentityId } = await identities.send(new GetIdCommand({ IdentityPoolId: env.identityPool, Logins }));
  const { Credentials } = await identities.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
  assert.ok(Credentials.Expiration instanceof Date);
  const credentials = {
    accessKeyId: Credentials.AccessKeyId, secretAccessKey: Credentials.SecretKey, sessionToken: Credentials.SessionToken,
  };
  const s3 = new S3Client({ ...settings, credentials, forcePathStyle: true });
  await s3.send(new PutObjectCommand({ Bucket: env.bucket, Key: `${IdentityId}/note.txt`, Body: "mine" }));
  const got = await s3.send(new GetObjectCommand({ Bucket: env.bucket, Key: `${IdentityId}/note.txt` }));
  assert.equal(await got.Body.transformToString(), "mine");
  await assert.rejects(
    s3.send(new PutObjectCommand({ Bucket: env.bucket, Key: "somebody/note.txt", Body: "not mine" })),
    refused("AccessDenied"));
  const sts = new STSClient({ ...settings, credentials });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  assert.match(Arn, /assumed-role\/GatehouseOwner\//);
});

test("a wrong password and an unknown user look the same", async () => {
  await made("npm-masked@example.com");
  await assert.rejects(signIn("npm-masked@example.com", "Wrong-password-1"), refused("NotAuthorizedException"));
  await assert.rejects(signIn("npm-nobody@example.com", "Wrong-password-1"), refused("NotAuthorizedException"));
});

test("an unknown user is told where the client does not mask", async () => {
  const { UserPoolClient } = await admin.send(new idp.CreateUserPoolClientCommand({
    UserPoolId: env.pool, ClientName: "npm-unmasked", PreventUserExistenceErrors: "LEGACY",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  }));
  await assert.rejects(users.send(new idp.InitiateAuthCommand({
    AuthFlow: "USER_PASSWORD_AUTH", ClientId: UserPoolClient.ClientId,
    AuthParameters: { USERNAME: "npm-nobody@example.com", PASSWORD: env.password },
  })), refused("UserNotFoundException"));
});

test("a refresh token rotates, and reuse ends the sign-in", async () => {
  await made("npm-rotates@example.com");
  const refresh = RefreshToken => users.send(
    new idp.GetTokensFromRefreshTokenCommand({ ClientId: env.client, RefreshToken }));
  const { AuthenticationResult: first } = await signIn("npm-rotates@example.com");
  const { AuthenticationResult: second } = await refresh(first.RefreshToken);
  assert.notEqual(second.RefreshToken, first.RefreshToken);
  const { AuthenticationResult: third } = await refresh(second.RefreshToken);
  await assert.rejects(refresh(first.RefreshToken));
  await assert.rejects(refresh(third.RefreshToken), refused("NotAuthorizedException"));
});

test("revocation and global sign-out end a sign-in; a disabled user stays out", async () => {
  const email = "npm-leaves@example.com";
  await made(email);
  const { AuthenticationResult: one } = await signIn(email);
  await users.send(new idp.RevokeTokenCommand({ ClientId: env.client, Token: one.RefreshToken }));
  await assert.rejects(users.send(new idp.GetTokensFromRefreshTokenCommand({
    ClientId: env.client, RefreshToken: one.RefreshToken })), refused("NotAuthorizedException"));
  const { AuthenticationResult: two } = await signIn(email);
  await users.send(new idp.GlobalSignOutCommand({ AccessToken: two.AccessToken }));
  await assert.rejects(users.send(new idp.GetTokensFromRefreshTokenCommand({
    ClientId: env.client, RefreshToken: two.RefreshToken })), refused("NotAuthorizedException"));
  await admin.send(new idp.AdminDisableUserCommand({ UserPoolId: env.pool, Username: email }));
  await assert.rejects(signIn(email), refused("NotAuthorizedException"));
});

test("administration is refused without a signature, and lists come in pages", async () => {
  const list = new idp.ListGroupsCommand({ UserPoolId: env.pool });
  const stranger = new idp.CognitoIdentityProviderClient({
    ...settings, credentials: { accessKeyId: "AKIANOBODYNOBODYNOBO", secretAccessKey: "x".repeat(40) } });
  await assert.rejects(stranger.send(list), refused("UnrecognizedClientException"));
  for (const GroupName of ["npm-a", "npm-b", "npm-c"]) {
    await admin.send(new idp.CreateGroupCommand({ UserPoolId: env.pool, GroupName }));
  }
  const found = [];
  for await (const page of idp.paginateListGroups({ client: admin, pageSize: 2 }, { UserPoolId: env.pool })) {
    assert.ok(page.Groups.length <= 2);
    found.push(...page.Groups.map(group => group.GroupName));
  }
  for (const name of ["npm-a", "npm-b", "npm-c"]) assert.ok(found.includes(name));
});

test("guests get credentials of their own", async () => {
  const { IdentityId } = await identities.send(new GetIdCommand({ IdentityPoolId: env.identityPool }));
  const { Credentials } = await identities.send(new GetCredentialsForIdentityCommand({ IdentityId }));
  const s3 = new S3Client({ ...settings, forcePathStyle: true, credentials: {
    accessKeyId: Credentials.AccessKeyId, secretAccessKey: Credentials.SecretKey, sessionToken: Credentials.SessionToken } });
  await assert.rejects(
    s3.send(new PutObjectCommand({ Bucket: env.bucket, Key: `${IdentityId}/note.txt`, Body: "guest" })),
    refused("AccessDenied"));
  const weak = new idp.CognitoIdentityProviderClient({ ...settings, credentials: {
    accessKeyId: Credentials.AccessKeyId, secretAccessKey: Credentials.SecretKey, sessionToken: Credentials.SessionToken } });
  await assert.rejects(
    weak.send(new idp.ListGroupsCommand({ UserPoolId: env.pool })), refused("AccessDeniedException"));
});
