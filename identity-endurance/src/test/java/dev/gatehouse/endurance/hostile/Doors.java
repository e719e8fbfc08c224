package dev.gatehouse.endurance.hostile;

import dev.gatehouse.ClientId;
import dev.gatehouse.Cursor;
import dev.gatehouse.IdentityId;
import dev.gatehouse.Outcome;
import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.UserId;
import dev.gatehouse.credentials.guard.CredentialGuard;
import dev.gatehouse.credentials.guard.S3Request;
import dev.gatehouse.credentials.pool.IdentityPool;
import dev.gatehouse.credentials.pool.IdentityPoolSettings;
import dev.gatehouse.credentials.pool.LoginProvider;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignatureVerifier;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.sts.LocalSts;
import dev.gatehouse.credentials.sts.StsKeys;
import dev.gatehouse.credentials.sts.StsSessions;
import dev.gatehouse.endurance.support.House;
import dev.gatehouse.seal.Sealer;
import dev.gatehouse.testkit.FixedMasterKeys;
import dev.gatehouse.token.AccessToken;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.userpool.admin.CreateUserRequest;
import dev.gatehouse.userpool.session.RefreshToken;
import dev.gatehouse.userpool.session.TokenSet;
import dev.gatehouse.userpool.settings.AuthFlow;
import dev.gatehouse.userpool.signin.SignInOutcome;
import dev.gatehouse.userpool.signin.SignInRequest;
import dev.gatehouse.userpool.signin.SignInSession;
import dev.gatehouse.userpool.signup.RegisterRequest;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Every public method that takes what somebody typed, by name; each gets the text in one of its places. */
final class Doors {
    static final String ANNA = "anna@example.org";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String RIGHT_LOOKING_CODE = "123456";

    private final House house;
    private final UserPool pool;
    private final AccessToken token;
    private final IdentityPool identities;
    private final CredentialGuard guard;
    private final Map<String, Function<String, Outcome<?>>> table = new LinkedHashMap<>();

    Doors(House house) {
        this.house = house;
        this.pool = house.pool;
        house.member(ANNA);
        TokenSet tokens = house.signIn(ANNA);
        this.token = tokens.accessToken();
        PoolId id = House.newPool();
        Sealer sealer = new Sealer(new FixedMasterKeys().load(), RANDOM);
        StsKeys keys = StsKeys.of(1, Map.of(1, new byte[StsKeys.KEY_LENGTH]));
        this.identities = IdentityPool.builder(IdentityPoolSettings.builder(id)
                        .provider(LoginProvider.userPool("pool", pool.idTokens()))
                        .build())
                .stores(house.engine.stores())
                .masterKeys(new FixedMasterKeys().load())
                .vendor(new LocalSts(keys, sealer, RANDOM, house.engine.clock()))
                .clock(house.engine.clock())
                .random(RANDOM)
                .build();
        this.guard = new CredentialGuard(
                new StsSessions(id, keys, sealer, house.engine.clock()),
                new SignatureVerifier(SignatureSettings.s3("eu-west-1").build(), house.engine.clock()),
                identities.roles(),
                identities.revocations(),
                house.engine.clock());
        signUp();
        signIn();
        profile();
        admin();
        credentials();
        new IdentityDoors(house, table).open();
    }

    Map<String, Function<String, Outcome<?>>> table() {
        return table;
    }

    private static Secret code() {
        return Secret.of(RIGHT_LOOKING_CODE);
    }

    private RegisterRequest.Builder application() {
        return RegisterRequest.builder(House.WEB).username("berta@example.org").password(Secret.of(House.PASSWORD));
    }

    /** Almost any text is a good password: this one never is. */
    private static Secret forbidden(String text) {
        return Secret.of(text + '\u0000');
    }

    private void signUp() {
        table.put(
                "register, name",
                text -> pool.signUp().register(application().username(text).build()));
        table.put(
                "register, attribute name",
                text -> pool.signUp()
                        .register(application().attributes(Map.of(text, "x")).build()));
        table.put(
                "register, attribute value",
                text -> pool.signUp()
                        .register(application()
                                .attributes(Map.of("birthdate", text + Input.MARK))
                                .build()));
        table.put(
                "register, password",
                text -> pool.signUp()
                        .register(application().password(forbidden(text)).build()));
        table.put("confirm, name", text -> house.confirm(text, RIGHT_LOOKING_CODE));
        table.put("confirm, code", text -> house.confirm(ANNA, text));
        table.put("resend", text -> pool.signUp().resend(text));
        table.put("forgot", text -> pool.recovery().forgot(text));
        table.put("recover, name", text -> house.recover(text, RIGHT_LOOKING_CODE, House.PASSWORD));
        table.put("recover, code", text -> house.recover(ANNA, text, House.PASSWORD));
        table.put("recover, password", text -> house.recover(ANNA, RIGHT_LOOKING_CODE, text));
    }

    private static Outcome<?> outcome(SignInOutcome outcome) {
        return outcome.fold(
                done -> Outcome.success(done.tokens()),
                challenge -> Outcome.success(challenge.session()),
                refused -> Outcome.refused(refused.refusal()));
    }

    private Outcome<?> start(String name, String password) {
        return outcome(pool.signIn()
                .start(new SignInRequest(AuthFlow.USER_PASSWORD_AUTH, House.WEB, name, Secret.of(password))));
    }

    private void signIn() {
        table.put("sign-in, name", text -> start(text, House.PASSWORD));
        table.put("sign-in, password", text -> start(ANNA, text));
        table.put(
                "new password, session",
                text -> outcome(pool.signIn()
                        .answerNewPassword(House.WEB, SignInSession.of(text), Secret.of(House.OTHER_PASSWORD))));
        table.put("refresh", text -> pool.sessions().refresh(RefreshToken.of(text), House.WEB));
        table.put(
                "revoke, as no client", text -> pool.sessions().revoke(RefreshToken.of(text), new ClientId("nobody")));
        table.put("global sign-out", text -> pool.sessions().globalSignOut(AccessToken.of(text)));
        table.put("verify access token", text -> pool.sessions().verify(AccessToken.of(text)));
        table.put("access tokens", text -> pool.accessTokens().verify(text));
        table.put("ID tokens", text -> pool.idTokens().verify(text));
    }

    private void profile() {
        table.put("profile", text -> pool.profile().get(AccessToken.of(text)));
        table.put("update, token", text -> pool.profile().update(AccessToken.of(text), Map.of("name", "x"), Set.of()));
        table.put("update, attribute", text -> pool.profile().update(token, Map.of(text, "x"), Set.of()));
        table.put(
                "update, value",
                text -> pool.profile().update(token, Map.of("birthdate", text + Input.MARK), Set.of()));
        table.put("update, removed", text -> pool.profile().update(token, Map.of(), Set.of(text)));
        table.put("resend code, token", text -> pool.profile().resendCode(AccessToken.of(text), "email"));
        table.put("resend code, attribute", text -> pool.profile().resendCode(token, text));
        table.put("verify, token", text -> pool.profile().verify(AccessToken.of(text), "email", code()));
        table.put("verify, attribute", text -> pool.profile().verify(token, text, code()));
        table.put("verify, code", text -> pool.profile().verify(token, "email", Secret.of(text)));
        table.put(
                "change password, token",
                text -> pool.profile()
                        .changePassword(
                                AccessToken.of(text), Secret.of(House.PASSWORD), Secret.of(House.OTHER_PASSWORD)));
        table.put(
                "change password, previous",
                text -> pool.profile().changePassword(token, Secret.of(text), Secret.of(House.OTHER_PASSWORD)));
        table.put(
                "change password, proposed",
                text -> pool.profile().changePassword(token, Secret.of(House.PASSWORD), forbidden(text)));
        table.put("delete", text -> pool.profile().delete(AccessToken.of(text)));
    }

    private void admin() {
        table.put(
                "admin create, name",
                text -> pool.admin().create(CreateUserRequest.builder(text).build()));
        table.put(
                "admin create, attribute",
                text -> pool.admin()
                        .create(CreateUserRequest.builder("berta@example.org")
                                .attributes(Map.of("birthdate", text + Input.MARK))
                                .build()));
        table.put("admin get", text -> pool.admin().get(text));
        table.put("admin list, page", text -> pool.admin().list(Optional.of(new Cursor(text)), 10));
        table.put("admin disable", text -> pool.admin().disable(text));
        table.put("admin enable", text -> pool.admin().enable(text));
        table.put("admin delete", text -> pool.admin().delete(text));
        table.put("admin update, name", text -> pool.admin().updateAttributes(text, Map.of("name", "x"), Set.of()));
        table.put(
                "admin update, value",
                text -> pool.admin().updateAttributes(ANNA, Map.of("birthdate", text + Input.MARK), Set.of()));
        table.put("admin confirm", text -> pool.admin().confirmSignUp(text));
        table.put("admin reset", text -> pool.admin().resetPassword(text));
        table.put("admin set password", text -> pool.admin().setPassword(text, Secret.of(House.OTHER_PASSWORD), true));
        table.put("admin set password, password", text -> pool.admin().setPassword(ANNA, forbidden(text), true));
        table.put("admin sign-out", text -> pool.admin().signOutEverywhere(text));
    }

    private void credentials() {
        table.put("getId, token", text -> identities.getId(Map.of("pool", text)));
        table.put(
                "getCredentials, another pool's identity",
                text -> identities.getCredentials(new IdentityId("us-west-2:other"), Map.of()));
        table.put("getId, provider", text -> identities.getId(Map.of(text, "x")));
        table.put(
                "getCredentials, token",
                text -> identities.getCredentials(new IdentityId("eu-west-1:nobody"), Map.of("pool", text)));
        table.put("guard, authorization", text -> ask(request("/photos/a").header("Authorization", text)));
        table.put(
                "guard, session token",
                text -> ask(request("/photos/a")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=ASIAQQQQQQQQQQQQQQQQ/20260101/eu-west-1/s3/aws4_request,"
                                        + " SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64))
                        .header("X-Amz-Date", "20260101T000000Z")
                        .header("X-Amz-Security-Token", text)));
        table.put("guard, path", text -> ask(request("/" + text)));
        table.put("guard, query", text -> ask(request("/photos/a").rawQuery("prefix=" + text)));
        table.put("user id", text -> pool.sessions().signOutEverywhere(new UserId(text)));
    }

    private static SignedRequest.Builder request(String path) {
        return SignedRequest.builder().method("GET").rawPath(path).header("Host", "s3.example");
    }

    private Outcome<?> ask(SignedRequest.Builder request) {
        return request.build()
                .then(S3Request::of)
                .then(s3 -> guard.authorize(s3, Map.of()).toOutcome());
    }
}
