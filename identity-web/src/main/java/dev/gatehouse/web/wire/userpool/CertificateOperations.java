package dev.gatehouse.web.wire.userpool;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Refusal;
import dev.gatehouse.token.SigningCertificate;
import dev.gatehouse.web.wire.operation.Answer;
import dev.gatehouse.web.wire.operation.Call;
import java.util.Map;

/** The certificate of a pool's signing key. */
final class CertificateOperations {
    private CertificateOperations() {}

    /** As the reference gives it: base64 of the DER, without the lines around it of a PEM file. */
    static Outcome<Map<String, Object>> get(Call call) {
        return AdminCalls.pool(call)
                .then(pool -> pool.signingCertificate()
                        .map(Outcome::success)
                        .orElseGet(() -> Outcome.refused(
                                Refusal.of(ErrorCode.INVALID_PARAMETER, "pool.no-certificate-of-algorithm"))))
                .map(CertificateOperations::answer);
    }

    private static Map<String, Object> answer(SigningCertificate certificate) {
        return Answer.of().put("Certificate", certificate.base64()).members();
    }
}
