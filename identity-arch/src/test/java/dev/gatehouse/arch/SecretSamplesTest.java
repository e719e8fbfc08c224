package dev.gatehouse.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Style rule 5 for every exported type: none prints a secret. The types are found, not listed, so that a new one that
 * can hold a secret fails here, by its name, until {@link SecretSamples} has one.
 */
class SecretSamplesTest {
    /** So many when this was written: less would mean that the search has gone blind. */
    private static final int TYPES = 60;

    private static final Set<String> HOLDERS = SecretHolders.find();

    /** Types that have settings with app clients by their fields, but never fill them: the clients are defined apart. */
    private static final Set<String> WITHOUT_CLIENTS = Set.of(
            "dev.gatehouse.userpool.directory.UserPoolDefinition",
            "dev.gatehouse.userpool.directory.UserPoolDefinition$Builder");

    @TempDir
    Path folder;

    private List<Object> samples = List.of();
    private Set<String> secrets = Set.of();

    @BeforeEach
    void make() {
        ObjectGraph graph = ObjectGraph.of(SecretSamples.of(folder));
        secrets = graph.secrets();
        samples = graph.objects().stream()
                .filter(value -> HOLDERS.contains(value.getClass().getName()))
                .toList();
    }

    @Test
    void everyExportedTypeThatCanHoldASecretHasASampleThatHoldsOne() {
        Set<String> missing = new TreeSet<>(HOLDERS);
        missing.removeAll(WITHOUT_CLIENTS);
        samples.stream()
                .filter(sample -> !ObjectGraph.of(sample).secrets().isEmpty())
                .forEach(sample -> missing.remove(sample.getClass().getName()));
        assertThat(missing).as("types without a sample in SecretSamples").isEmpty();
        assertThat(HOLDERS).hasSizeGreaterThanOrEqualTo(TYPES);
    }

    @Test
    void noSamplePrintsASecret() {
        assertThat(secrets).hasSizeGreaterThan(100).contains("correct horse battery staple");
        Set<String> leaks = new TreeSet<>();
        for (Object sample : samples) {
            String text = sample.toString();
            if (secrets.stream().anyMatch(text::contains)) {
                leaks.add(sample.getClass().getName());
            }
        }
        assertThat(leaks).as("types whose toString tells a secret").isEmpty();
    }

    @Test
    void theSearchFindsSecretsInFieldsGenericsSealedTypesAndTexts() {
        assertThat(HOLDERS)
                .contains(
                        "dev.gatehouse.Secret",
                        "dev.gatehouse.seal.MasterKeys",
                        "dev.gatehouse.token.SigningKey",
                        "dev.gatehouse.token.RotationPlan",
                        "dev.gatehouse.spi.message.Message",
                        "dev.gatehouse.userpool.session.RefreshToken",
                        "dev.gatehouse.userpool.signin.SignInOutcome$ChallengeRequired",
                        "dev.gatehouse.credentials.signature.HttpHeader",
                        "dev.gatehouse.embedded.Gatehouse")
                .doesNotContain("dev.gatehouse.UserId", "dev.gatehouse.policy.Decision");
    }

    private record Leaky(String token, List<byte[]> keys) {
        @Override
        public String toString() {
            return "Leaky[" + token + "]";
        }
    }

    @Test
    void aTypeThatPrintsItsSecretWouldBeSeen() {
        Leaky leaky = new Leaky("canary-text", List.of(new byte[] {1, 2, 3, 4, 5, 6}));
        assertThat(ObjectGraph.of(List.of(leaky)).secrets())
                .contains("canary-text", "010203040506", "AQIDBAUG")
                .anyMatch(leaky.toString()::contains);
    }
}
