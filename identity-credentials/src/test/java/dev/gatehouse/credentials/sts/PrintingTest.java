package dev.gatehouse.credentials.sts;

import static dev.gatehouse.credentials.support.StsWorld.DEPLOY;
import static dev.gatehouse.credentials.support.StsWorld.allow;
import static dev.gatehouse.credentials.support.StsWorld.arn;
import static dev.gatehouse.credentials.support.StsWorld.asking;
import static dev.gatehouse.credentials.support.StsWorld.document;
import static dev.gatehouse.credentials.support.StsWorld.trusts;
import static dev.gatehouse.credentials.support.StsWorld.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.IdentityId;
import dev.gatehouse.credentials.support.StsWorld;
import dev.gatehouse.spi.credential.TemporaryCredentials;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrintingTest {
    /** A log that prints every object on the way tells no key, token, policy, tag or external id. */
    @Test
    void nothingOfTheTokenServicePrintsWhatItCarries() {
        StsWorld world = new StsWorld()
                .with("Users", web("authenticated"))
                .with("Deploy", web("authenticated"))
                .with("Next", trusts(arn("Users"), "sts:AssumeRole", ""), trusts(arn("Users"), "sts:TagSession", ""));
        AssumeRoleRequest request = asking("Next")
                .policy(document(allow("s3:CanaryAction", "*")))
                .tag("canary-key", "canary-value")
                .externalId("canary-external")
                .build();
        StsCaller alice = world.caller(world.credentials("alice"));
        AssumedRole assumed = world.sts.assumeRole(alice, request).orElseThrow();
        TemporaryCredentials credentials = assumed.credentials();
        StsCaller next = world.caller(credentials);
        WebIdentityToken token = WebIdentityToken.builder("pool", new IdentityId("eu:me"), List.of("canary-method"))
                .tags(Map.of("canary-key", "canary-value"), Set.of())
                .build();
        List<Object> printed = List.of(
                request,
                alice,
                assumed,
                credentials,
                next,
                next.session().orElseThrow(),
                token,
                DEPLOY,
                world.caller(DEPLOY),
                world.sts,
                world.pool.roles(),
                world.pool.roles().policies());
        String text = printed.toString();

        assertThat(text)
                .contains("AssumeRoleRequest", "StsCaller", "AssumedRole", "VendedSession", "LongTermPrincipal")
                .doesNotContain("anary")
                .doesNotContain(secrets(credentials));
    }

    private static String[] secrets(TemporaryCredentials credentials) {
        String longTerm = DEPLOY.secretKey().use(String::new);
        String key = credentials.secretKey().use(String::new);
        String token = credentials.sessionToken().use(String::new);
        return new String[] {longTerm, key, token};
    }
}
