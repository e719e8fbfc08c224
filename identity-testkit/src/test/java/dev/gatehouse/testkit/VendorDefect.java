package dev.gatehouse.testkit;

import java.util.Set;

/** One way to break a vendor, and exactly the rules that must find it. */
enum VendorDefect {
    NONE(""),
    OUTLIVES_THE_REQUEST("V1"),
    EXPIRED_AT_BIRTH("V1"),
    REPEATS_THE_KEY_ID("V2 V8"),
    SECRET_FROM_THE_REQUEST("V2"),
    HALF_A_CREDENTIAL("V2 V8"),
    PRINTS_THE_LAST_SECRET("V3"),
    BENDS_THE_DURATION("V4"),
    ECHOES_THE_SESSION_NAME("V4"),
    DROPS_THE_POLICY("V5"),
    TAKES_ANY_POLICY("V5"),
    DROPS_SHARED_POLICIES("V5"),
    DROPS_THE_SCOPE_DOWN("V5"),
    DROPS_THE_TAGS("V6"),
    DROPS_THE_SOURCE_IDENTITY("V6"),
    FOLDS_TAG_NAMES("V6"),
    ANOTHER_ROLE("V7"),
    ONE_IDENTITY_FOR_ALL("V7 V8"),
    SHARES_STATE_BETWEEN_THREADS("V8"),
    OUTAGE_AS_DENIAL("V9"),
    OUTAGE_TELLS_THE_PROOF("V9");

    private final String rules;

    VendorDefect(String rules) {
        this.rules = rules;
    }

    /** Returns the rules that must fail, and no other may. */
    Set<String> rules() {
        return rules.isEmpty() ? Set.of() : Set.of(rules.split(" ", -1));
    }
}
