package dev.gatehouse.web.wire.sts;

import static dev.gatehouse.web.wire.sts.QueryCalls.code;
import static dev.gatehouse.web.wire.sts.QueryCalls.element;
import static dev.gatehouse.web.wire.sts.QueryCalls.error;
import static dev.gatehouse.web.wire.sts.QueryCalls.form;
import static dev.gatehouse.web.wire.sts.QueryCalls.signed;
import static dev.gatehouse.web.wire.sts.QueryCalls.unsigned;
import static dev.gatehouse.web.wire.support.SignedWorld.ROOT;
import static dev.gatehouse.web.wire.support.SignedWorld.allow;
import static dev.gatehouse.web.wire.support.SignedWorld.arn;
import static dev.gatehouse.web.wire.support.SignedWorld.document;
import static dev.gatehouse.web.wire.support.SignedWorld.key;
import static dev.gatehouse.web.wire.support.SignedWorld.trusts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.PoolId;
import dev.gatehouse.Secret;
import dev.gatehouse.credentials.signature.RequestSigner;
import dev.gatehouse.credentials.signature.SignatureSettings;
import dev.gatehouse.credentials.signature.SignedRequest;
import dev.gatehouse.credentials.signature.SigningCredentials;
import dev.gatehouse.store.memory.InMemoryStores;
import dev.gatehouse.testkit.FakeClock;
import dev.gatehouse.web.wire.support.SignedWorld;
import dev.gatehouse.web.wire.support.SignedWorld.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** AWS Security Token Service API Reference: the operations, each beside its refusals. */
class StsEndpointTest {
    private static final String INVALID_TOKEN =
            "400 InvalidIdentityToken: The web identity token that was passed could not be validated.";

    private final FakeClock clock = new FakeClock();
    private final SignedWorld world = new SignedWorld(clock, new InMemoryStores());

    private SigningCredentials alice() {
        return SigningCredentials.of(world.credentials(world.pool, "alice"));
    }

    private static SigningCredentials from(Answer answer) {
        return SigningCredentials.of(
                element(answer, "AccessKeyId"),
                Secret.of(element(answer, "SecretAccessKey")),
                Secret.of(element(answer, "SessionToken")));
    }

    private static Map<String, String> asking(String role, String... more) {
        Map<String, String> members = new HashMap<>(Map.of("RoleArn", arn(role), "RoleSessionName", "session-1"));
        for (int i = 0; i < more.length; i += 2) {
            members.put(more[i], more[i + 1]);
        }
        return members;
    }

    private Answer withToken(String token, String... more) {
        Map<String, String> members = asking("Users", more);
        members.put("WebIdentityToken", token);
        return unsigned(world, form("AssumeRoleWithWebIdentity", members));
    }

    private void operators() {
        world.users(world.pool, allow("sts:*", "*"));
        world.role(
                world.pool,
                "Operators",
                trusts("arn:aws:iam::123456789012:root"),
                role -> role.permissionPolicy("own", document(allow("sts:*", "*"))));
        world.role(
                world.pool,
                "Deploy",
                trusts("arn:aws:iam::123456789012:root"),
                role -> role.permissionPolicy("own", document(allow("sts:*", "*"))));
    }

    private Answer whoIs(SigningCredentials credentials) {
        return signed(world, credentials, "GetCallerIdentity", Map.of());
    }

    @Test
    void assumeRoleWithWebIdentityGivesTheBearerASession() throws Exception {
        String token = world.openIdToken(world.pool, "alice");
        Answer answer = withToken(token, "DurationSeconds", "900", "Policy", document(allow("s3:*", "*")));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.headers().only("Content-Type")).contains("text/xml");
        assertThat(answer.headers().only("Cache-Control")).contains("no-store");
        assertThat(answer.headers().only("x-amzn-RequestId")).contains(element(answer, "RequestId"));
        assertThat(element(answer, "SubjectFromWebIdentityToken"))
                .isEqualTo(world.identity(world.pool, "alice").value());
        assertThat(element(answer, "Audience")).isEqualTo(world.pool.value());
        assertThat(element(answer, "Provider")).isEqualTo("cognito-identity.amazonaws.com");
        assertThat(element(answer, "Arn")).isEqualTo("arn:aws:sts::123456789012:assumed-role/Users/session-1");
        assertThat(element(answer, "AssumedRoleId")).endsWith(":session-1");
        assertThat(element(answer, "Expiration")).isEqualTo("2026-01-01T00:15:00Z");
        assertThat(Integer.parseInt(element(answer, "PackedPolicySize"))).isBetween(1, 100);
        assertThat(element(whoIs(from(answer)), "Arn")).endsWith(":assumed-role/Users/session-1");

        Document xml = DocumentBuilderFactory.newNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.text().getBytes(StandardCharsets.UTF_8)));
        assertThat(xml.getDocumentElement().getLocalName()).isEqualTo("AssumeRoleWithWebIdentityResponse");
        assertThat(xml.getDocumentElement().getNamespaceURI()).isEqualTo("https://sts.amazonaws.com/doc/2011-06-15/");
    }

    @Test
    void aWebIdentityTokenThatIsNotGenuineOrPastItsEndIsRefused() {
        String token = world.openIdToken(world.pool, "alice");
        int dot = token.indexOf('.');
        for (String broken : new String[] {
            "none",
            "a.b.c",
            token + "x",
            token.substring(0, token.lastIndexOf('.') + 1),
            "e30.e30.e30",
            token.substring(dot)
        }) {
            assertThat(error(withToken(broken))).isEqualTo(INVALID_TOKEN);
        }
        assertThat(error(withToken(token, "ProviderId", "www.amazon.com"))).isEqualTo(INVALID_TOKEN);
        clock.advance(Duration.ofMinutes(11));
        assertThat(error(withToken(token)))
                .isEqualTo("400 ExpiredTokenException: The web identity token that was passed is expired.");
    }

    @Test
    void eachPoolTakesItsOwnTokensForItsOwnRoles() {
        PoolId second = world.made();
        assertThat(withToken(world.openIdToken(second, "bob")).status()).isEqualTo(200);
        world.role(second, "Users", SignedWorld.web(world.pool), role -> role); // trusts another pool's
        clock.advance(Duration.ofSeconds(6));
        assertThat(error(withToken(world.openIdToken(second, "bob"))))
                .isEqualTo("403 AccessDenied: Not authorized to perform: sts:AssumeRoleWithWebIdentity");
        String token = world.openIdToken(second, "bob");
        world.directory.delete(second).orElseThrow();
        assertThat(error(withToken(token))).isEqualTo(INVALID_TOKEN);
    }

    @Test
    void assumeRoleNeedsBothSides() {
        operators();
        Answer answer = signed(
                world,
                alice(),
                "AssumeRole",
                asking(
                        "Operators",
                        "Tags.member.1.Key",
                        "team",
                        "Tags.member.1.Value",
                        "red + blue",
                        "Tags.member.2.Key",
                        "empty",
                        "Tags.member.2.Value",
                        "",
                        "TransitiveTagKeys.member.1",
                        "team",
                        "SourceIdentity",
                        "ann",
                        "ExternalId",
                        "partner/42",
                        "DurationSeconds",
                        "3600"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(element(answer, "SourceIdentity")).isEqualTo("ann");
        SigningCredentials operator = from(answer);
        assertThat(element(whoIs(operator), "Arn")).endsWith(":assumed-role/Operators/session-1");
        assertThat(error(signed(world, operator, "AssumeRole", asking("Operators", "SourceIdentity", "eve"))))
                .isEqualTo("403 AccessDenied: A source identity that is set cannot be changed.");
        assertThat(error(signed(world, operator, "AssumeRole", asking("Operators", "DurationSeconds", "3601"))))
                .startsWith("400 ValidationError: The requested DurationSeconds exceeds the 1 hour session limit");
        assertThat(error(signed(
                        world,
                        operator,
                        "AssumeRole",
                        asking("Operators", "Tags.member.1.Key", "TEAM", "Tags.member.1.Value", "blue"))))
                .isEqualTo("400 ValidationError: 1 validation error detected: tags.inherited");
        String denied = "403 AccessDenied: User: arn:aws:sts::123456789012:assumed-role/Users/"
                + "CognitoIdentityCredentials is not authorized to perform: sts:AssumeRole on resource: ";
        assertThat(error(signed(world, alice(), "AssumeRole", asking("Users"))))
                .as("a role that does not trust her")
                .isEqualTo(denied + arn("Users"));
        assertThat(error(signed(world, alice(), "AssumeRole", asking("Nobodys"))))
                .as("a role that is not there")
                .isEqualTo(denied + arn("Nobodys"));
    }

    @Test
    void whereTheRequestCameFromCountsOnBothSides() {
        String outside = """
                {"Effect":"Deny","Action":"sts:AssumeRole","Resource":"*","Condition":{
                "NotIpAddress":{"aws:SourceIp":"%s"}}}""";
        world.role(
                world.pool,
                "Operators",
                trusts("arn:aws:iam::123456789012:root"),
                role -> role.permissionPolicy("own", document(allow("sts:*", "*"))));
        world.users(world.pool, allow("sts:*", "*"), outside.formatted("192.0.2.0/24"));
        assertThat(signed(world, alice(), "AssumeRole", asking("Operators")).status())
                .isEqualTo(200);
        world.users(world.pool, allow("sts:*", "*"), outside.formatted("198.51.100.0/24"));
        clock.advance(Duration.ofSeconds(6));
        assertThat(code(signed(world, alice(), "AssumeRole", asking("Operators"))))
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void getSessionTokenIsForLongTermPrincipals() {
        operators();
        Answer answer = signed(world, key(world.deploy), "GetSessionToken", Map.of());
        assertThat(element(answer, "Expiration")).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(element(whoIs(from(answer)), "Arn")).isEqualTo("arn:aws:iam::123456789012:user/deploy");
        Answer longest = signed(world, key(world.deploy), "GetSessionToken", Map.of("DurationSeconds", "129600"));
        assertThat(element(longest, "Expiration")).isEqualTo("2026-01-02T12:00:00Z");

        assertThat(code(signed(world, key(world.deploy), "GetSessionToken", Map.of("DurationSeconds", "129601"))))
                .isEqualTo("400 ValidationError");
        assertThat(error(signed(world, alice(), "GetSessionToken", Map.of())))
                .isEqualTo("403 AccessDenied: Cannot call GetSessionToken with session credentials");
        assertThat(code(signed(world, key(ROOT), "GetSessionToken", Map.of()))).isEqualTo("403 AccessDenied");
        assertThat(code(signed(world, key(world.deploy), "GetSessionToken", Map.of("TokenCode", "123456"))))
                .isEqualTo("403 AccessDenied");
        assertThat(code(unsigned(world, form("GetSessionToken", Map.of()))))
                .isEqualTo("403 MissingAuthenticationToken");
    }

    @Test
    void getCallerIdentitySaysWhoSigned() {
        Answer root = whoIs(key(ROOT));
        assertThat(element(root, "Arn")).isEqualTo("arn:aws:iam::123456789012:root");
        assertThat(element(root, "UserId")).isEqualTo("123456789012");
        assertThat(element(root, "Account")).isEqualTo("123456789012");
        assertThat(error(signed(world, key(ROOT), "AssumeRole", asking("Users"))))
                .startsWith("403 AccessDenied: Roles may not be assumed by root accounts");
        assertThat(code(whoIs(SigningCredentials.of("AKIAAAAAAAAAAAAAAAAA", ROOT.secretKey()))))
                .isEqualTo("403 InvalidClientTokenId");
        assertThat(code(whoIs(SigningCredentials.of(ROOT.accessKeyId(), Secret.of("x".repeat(40))))))
                .isEqualTo("403 SignatureDoesNotMatch");
        SigningCredentials alice = alice();
        clock.advance(Duration.ofHours(1));
        assertThat(code(whoIs(alice))).isEqualTo("403 ExpiredToken");
    }

    @Test
    void onlyWhoIsAskedMayBePresignedAndOnlyForAQuarterOfAnHour() {
        assertThat(presigned("GetCallerIdentity", Duration.ofMinutes(15)).status())
                .isEqualTo(200);
        assertThat(code(presigned("GetCallerIdentity", Duration.ofMinutes(15).plusSeconds(1))))
                .isEqualTo("400 IncompleteSignature");
        assertThat(code(presigned("GetSessionToken", Duration.ofMinutes(1)))).isEqualTo("400 IncompleteSignature");
        Answer get = SignedWorld.ask(
                world.sts,
                SignedWorld.http(
                        world.signed(
                                "sts",
                                SignedRequest.builder().rawQuery(form("GetCallerIdentity", Map.of())),
                                new byte[0],
                                key(ROOT)),
                        new byte[0]));
        assertThat(element(get, "Arn")).as("a GET signed in its header").endsWith(":root");
    }

    private Answer presigned(String action, Duration life) {
        SignedRequest plain = SignedRequest.builder()
                .rawQuery(form(action, Map.of()))
                .header("host", "auth.example.test")
                .build()
                .orElseThrow();
        SignedRequest signed = new RequestSigner(
                        SignatureSettings.service("sts", SignedWorld.REGION).build(), clock)
                .presign(plain, key(ROOT), life)
                .orElseThrow();
        return SignedWorld.ask(world.sts, SignedWorld.http(signed, new byte[0]));
    }

    @Test
    void sessionPoliciesAreRefusedByTheirFault() {
        operators();
        assertThat(code(signed(world, alice(), "AssumeRole", asking("Operators", "Policy", "{}"))))
                .isEqualTo("400 MalformedPolicyDocument");
        Map<String, String> large = asking("Operators", "Policy", document(allow("s3:*", "arn:" + "x".repeat(1_800))));
        for (int i = 1; i <= 9; i++) {
            large.put("Tags.member." + i + ".Key", "key-" + i);
            large.put("Tags.member." + i + ".Value", "v".repeat(250));
        }
        assertThat(code(signed(world, alice(), "AssumeRole", large))).isEqualTo("400 PackedPolicyTooLarge");
        assertThat(code(signed(
                        world, alice(), "AssumeRole", asking("Operators", "PolicyArns.member.1.arn", arn("No")))))
                .isEqualTo("400 ValidationError");
    }

    @Test
    void theRestOfTheServiceSaysThatItIsNotHere() {
        assertThat(error(unsigned(world, form("AssumeRoleWithSAML", Map.of()))))
                .startsWith("400 InvalidAction: AssumeRoleWithSAML is not available here");
        for (String action : new String[] {"GetFederationToken", "AssumeRoot", "getCallerIdentity", ""}) {
            assertThat(code(unsigned(world, form(action, Map.of())))).isEqualTo("400 InvalidAction");
        }
        assertThat(code(unsigned(world, form("GetCallerIdentity", Map.of("Version", "2011-06-16")))))
                .isEqualTo("400 InvalidAction");
        assertThat(code(unsigned(world, "Action=GetCallerIdentity"))).isEqualTo("400 InvalidAction");
    }
}
