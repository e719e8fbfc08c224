package dev.gatehouse.benchmarks;

import dev.gatehouse.policy.AuthorizationRequest;
import dev.gatehouse.policy.Decision;
import dev.gatehouse.policy.PolicyDocument;
import dev.gatehouse.policy.PolicyEvaluator;
import dev.gatehouse.policy.PolicySet;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Deciding one request by a policy of ten statements, as a photo application has. A decision has no floor of its own; the
 * yardstick is one HMAC-SHA256 of 64 bytes, of which checking a request's signature takes several.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class PolicyBenchmark {
    private static final String ME = "eu-west-1:aaaaaaaa-bbbb-4ccc-8ddd-000000000001";
    private static final String SUB = "${cognito-identity.amazonaws.com:sub}";
    private static final int STATEMENTS = 10;

    private PolicyEvaluator evaluator;
    private AuthorizationRequest own;
    private AuthorizationRequest foreign;
    private Mac mac;
    private byte[] input;

    /** Compiles the policy. */
    @Setup
    public void prepare() throws GeneralSecurityException {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + String.join(
                        ",",
                        statement("Allow", "s3:GetObject", "photos/" + SUB + "/*"),
                        statement("Allow", "s3:PutObject", "photos/" + SUB + "/*"),
                        statement("Allow", "s3:DeleteObject", "photos/" + SUB + "/*"),
                        "{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::photos\","
                                + "\"Condition\":{\"StringLike\":{\"s3:prefix\":[\"" + SUB + "/*\"]}}}",
                        statement("Allow", "s3:GetObject", "public/*"),
                        statement("Allow", "s3:GetObject", "shared/*/" + SUB + "/*"),
                        statement("Allow", "s3:AbortMultipartUpload", "photos/" + SUB + "/*"),
                        statement("Deny", "s3:*", "photos/*/quarantine/*"),
                        statement("Deny", "s3:PutObject", "photos/*.exe"),
                        "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\","
                                + "\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}")
                + "]}";
        PolicyDocument document = PolicyDocument.parse(policy).orElseThrow();
        if (document.statementCount() != STATEMENTS) {
            throw new IllegalStateException("the policy has ten statements");
        }
        evaluator = PolicyEvaluator.compile(
                PolicySet.builder().identityPolicy("photos", document).build());
        own = request("photos/" + ME + "/2026/11/sunset.jpg");
        foreign = request("photos/eu-west-1:somebody-else/2026/11/sunset.jpg");
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        input = new byte[64];
        if (!evaluator.evaluate(own).allowed() || evaluator.evaluate(foreign).allowed()) {
            throw new IllegalStateException("the policy lets a user at his own photos and at nobody else's");
        }
    }

    private static String statement(String effect, String action, String path) {
        return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"arn:aws:s3:::%s\"}".formatted(effect, action, path);
    }

    private static AuthorizationRequest request(String path) {
        return AuthorizationRequest.builder("s3:GetObject", "arn:aws:s3:::" + path)
                .principal("arn:aws:sts::000000000000:assumed-role/photographer/session")
                .context("cognito-identity.amazonaws.com:sub", ME)
                .context("aws:SecureTransport", "true")
                .build();
    }

    /** The yardstick. */
    @Benchmark
    public byte[] floor(CpuTime cpu) {
        cpu.operations++;
        return mac.doFinal(input);
    }

    /** A user's own photo. */
    @Benchmark
    public Decision allowed(CpuTime cpu) {
        cpu.operations++;
        return evaluator.evaluate(own);
    }

    /** Somebody else's. */
    @Benchmark
    public Decision denied(CpuTime cpu) {
        cpu.operations++;
        return evaluator.evaluate(foreign);
    }
}
