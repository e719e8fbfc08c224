package dev.gatehouse.benchmarks.peer;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The list of libraries, and which algorithms each has without further parts. */
public final class Peers {
    private static final Set<Algorithm> CLASSIC =
            EnumSet.of(Algorithm.RS256, Algorithm.ES256, Algorithm.EDDSA, Algorithm.HS256);
    private static final Set<Algorithm> WITHOUT_EDDSA = EnumSet.of(Algorithm.RS256, Algorithm.ES256, Algorithm.HS256);
    private static final Set<Algorithm> GATEHOUSE = EnumSet.allOf(Algorithm.class);
    private static final Set<Algorithm> BY_KEY_PAIR =
            EnumSet.of(Algorithm.RS256, Algorithm.ES256, Algorithm.EDDSA, Algorithm.ML_DSA_65);
    private static final Set<Algorithm> CURVES = EnumSet.of(Algorithm.ES256, Algorithm.EDDSA);
    private static final String PLAIN = "gatehouse-plain";
    private static final String NATIVE = "gatehouse-native";
    private static final String FUSIONAUTH = "fusionauth";
    private static final String PROCESSOR = "nimbus-processor";

    private static final List<Entry> ALL = List.of(
            new Entry("gatehouse", GATEHOUSE, GatehousePeer::standard),
            new Entry(NATIVE, BY_KEY_PAIR, GatehousePeer::onNativeProvider),
            new Entry(PLAIN, CURVES, GatehousePeer::withoutTables),
            new Entry("nimbus", CLASSIC, NimbusPeer::direct),
            new Entry(PROCESSOR, WITHOUT_EDDSA, NimbusPeer::processor),
            new Entry("jjwt", CLASSIC, JjwtPeer::new),
            new Entry("auth0", WITHOUT_EDDSA, Auth0Peer::new),
            new Entry("jose4j", CLASSIC, Jose4jPeer::new),
            new Entry("tink", WITHOUT_EDDSA, TinkPeer::new),
            new Entry(FUSIONAUTH, CLASSIC, FusionAuthPeer::new),
            new Entry("vertx", CLASSIC, VertxPeer::new),
            new Entry("spring", WITHOUT_EDDSA, SpringPeer::new),
            new Entry("keycloak", CLASSIC, KeycloakPeer::new));

    private Peers() {}

    @FunctionalInterface
    private interface Factory {
        Peer make(Keys keys) throws Exception;
    }

    private record Entry(String name, Set<Algorithm> algorithms, Factory factory) {}

    /** Returns the names of those that sign with an algorithm on this machine. */
    public static List<String> signing(Algorithm algorithm) {
        return verifying(algorithm).stream()
                .filter(name -> !name.equals(PROCESSOR) && !name.equals(PLAIN))
                .toList();
    }

    /** Returns the names of those that verify an algorithm on this machine. */
    public static List<String> verifying(Algorithm algorithm) {
        return ALL.stream()
                .filter(entry -> entry.algorithms().contains(algorithm))
                .map(Entry::name)
                .filter(name -> !name.equals(NATIVE) || Floor.nativeWorks())
                .toList();
    }

    /**
     * Returns whether one library's header is another's: FusionAuth writes and reads {@code Ed25519} (RFC 9864) where
     * the others have {@code EdDSA}.
     */
    public static boolean understands(String verifier, String signer, Algorithm algorithm) {
        return algorithm != Algorithm.EDDSA || verifier.equals(FUSIONAUTH) == signer.equals(FUSIONAUTH);
    }

    /** Returns who makes the tokens that a library verifies: the first of the list that it understands. */
    public static String mint(String verifier, Algorithm algorithm) {
        return signing(algorithm).stream()
                .filter(signer -> understands(verifier, signer, algorithm))
                .findFirst()
                .orElseThrow();
    }

    /** Returns a library with a key. */
    public static Peer make(String name, Keys keys) throws Exception {
        for (Entry entry : ALL) {
            if (entry.name().equals(name)) {
                return entry.factory().make(keys);
            }
        }
        throw new IllegalArgumentException("no such library: " + name);
    }
}
