package dev.gatehouse.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.PoolId;
import dev.gatehouse.credentials.sts.CallerIdentity;
import dev.gatehouse.userpool.UserPool;
import dev.gatehouse.web.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

/** GetSigningCertificate. */
class CertificateStoriesTest {
    private final WireBench bench = new WireBench();

    private String certificate(String pool) {
        return bench.idp("GetSigningCertificate", Map.of("UserPoolId", pool))
                .succeeds()
                .text("Certificate");
    }

    private UserPool pool(String id) {
        return bench.userPools.pool(new PoolId(id)).orElseThrow();
    }

    @Test
    void a_pools_certificate_is_that_of_the_key_that_signs_in_base64_without_the_lines_of_a_pem_file()
            throws GeneralSecurityException {
        String told = certificate(bench.reference.pool());

        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getDecoder().decode(told)));
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectX500Principal()).isEqualTo(new X500Principal("CN=" + bench.reference.pool()));
        assertThat(pool(bench.reference.pool()).jwksWithCertificates()).contains("\"x5c\":[\"" + told + "\"]");
        assertThat(certificate(bench.reference.pool())).as("asked again").isEqualTo(told);
        assertThat(certificate(bench.strict.pool())).as("another pool's").isNotEqualTo(told);
    }

    @Test
    void it_is_another_once_the_keys_have_rotated() {
        String before = certificate(bench.reference.pool());
        Instant from = pool(bench.reference.pool()).maintenance().rotateKeys();
        assertThat(certificate(bench.reference.pool())).as("published first").isEqualTo(before);

        bench.clock.advance(Duration.between(bench.clock.instant(), from));

        assertThat(certificate(bench.reference.pool())).isNotEqualTo(before);
    }

    @Test
    void it_is_asked_for_by_who_may_ask_about_this_pool() {
        String own = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/" + bench.reference.pool();
        WireError denied = WireError.of("AccessDeniedException", 403, "User is not authorized");
        WireProtocol ofOnePool = WireProtocol.builder()
                .userPools(bench.userPools)
                .identityPools(bench.identityPools)
                .arns("eu-west-1", "123456789012")
                .authorization(call -> call.action().equals("cognito-idp:GetSigningCertificate")
                                && call.resource().equals(own)
                        ? new AuthorizationOutcome.Permitted(
                                new CallerIdentity("arn:aws:iam::123456789012:user/auditor", "auditor", "123456789012"))
                        : new AuthorizationOutcome.Denied(denied))
                .random(new SecureRandom())
                .build();

        ask(ofOnePool, bench.reference.pool()).succeeds();
        ask(ofOnePool, bench.strict.pool()).fails("AccessDeniedException", 403);
    }

    private Reply ask(WireProtocol protocol, String pool) {
        HttpHeaders signed = HttpHeaders.of("X-Amz-Target", "AWSCognitoIdentityProviderService.GetSigningCertificate")
                .and("Content-Type", "application/x-amz-json-1.1")
                .and("Authorization", "AWS4-HMAC-SHA256 x");
        byte[] body = ("{\"UserPoolId\":\"" + pool + "\"}").getBytes(StandardCharsets.UTF_8);
        return bench.sendTo(protocol, "POST", signed, body);
    }

    @Test
    void a_pool_that_is_not_there_is_not_found() {
        bench.idp("GetSigningCertificate", Map.of("UserPoolId", "eu-west-1_nowhere00"))
                .fails("ResourceNotFoundException", 404);
    }
}
