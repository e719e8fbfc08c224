package dev.gatehouse.testkit;

import java.util.Set;

/** One way to break a store: the nested contract that is run, and exactly the rules that it must find broken. */
enum Defect {
    NONE(StoresContract.Users.class),
    /** Breaks what stands on "absent here" too: after a delete or a sweep the other pool's row seems to stay. */
    FIND_ACROSS_POOLS(StoresContract.Users.class, "R1", "R3", "R4", "R7"),
    INSERT_CHECKS_THEN_ACTS(StoresContract.Users.class, "R2"),
    /** A repeat after the row moved on is an insert on a taken key, so R5 sees it too. */
    INSERT_OVERWRITES(StoresContract.Users.class, "R2", "R5"),
    REPLACE_CHECKS_THEN_ACTS(StoresContract.Users.class, "R3"),
    REPLACE_IGNORES_VERSION(StoresContract.Users.class, "R3"),
    DELETE_IGNORES_VERSION(StoresContract.Users.class, "R4"),
    INSERT_FORGETS_REPEATS(StoresContract.Users.class, "R5"),
    REPLACE_FORGETS_REPEATS(StoresContract.Users.class, "R5"),
    PAGE_LOSES_ROWS(StoresContract.Users.class, "R6"),
    PAGE_OVERLAPS(StoresContract.Users.class, "R6"),
    SWEEP_TAKES_LIVE_ROWS(StoresContract.Attempts.class, "R7"),
    SWEEP_IGNORES_LIMIT(StoresContract.Users.class, "R7"),
    KEYS_FOLD_CASE(StoresContract.Users.class, "R9"),
    LISTS_USERS_BY_PREFIX(StoresContract.TokenFamilies.class, "F1"),
    REVOKE_LOSES_TO_REPLACE(StoresContract.TokenFamilies.class, "F2"),
    REVOKED_ROWS_ARE_REPLACED(StoresContract.TokenFamilies.class, "F2"),
    TAKES_TWICE(StoresContract.OneTimes.class, "O1"),
    AUTHENTICATORS_BY_PREFIX(StoresContract.Authenticators.class, "P1"),
    LISTS_GROUPS_BY_PREFIX(StoresContract.Members.class, "G1"),
    SETTINGS_BY_PREFIX(StoresContract.Settings.class, "S1"),
    LOG_DUPLICATES_REPEATS(StoresContract.Revocations.class, "L1"),
    /** Two lines of one time are a crowd to L2 as well. */
    LOG_LOSES_EQUAL_TIMES(StoresContract.Revocations.class, "L1", "L2"),
    LOG_PAGES_BY_TIME_ALONE(StoresContract.Revocations.class, "L2"),
    LOG_UNORDERED(StoresContract.Revocations.class, "L2"),
    LOG_SWEEP_TAKES_EDGE(StoresContract.Revocations.class, "L3");

    private final Class<?> contract;
    private final String rules;

    Defect(Class<?> contract, String... rules) {
        this.contract = contract;
        this.rules = String.join(" ", rules);
    }

    Class<?> contract() {
        return contract;
    }

    /** Returns the rules that must fail, and no other may. */
    Set<String> rules() {
        return rules.isEmpty() ? Set.of() : Set.of(rules.split(" ", -1));
    }

    /** Returns whether only a race shows it. */
    boolean isRace() {
        return this == INSERT_CHECKS_THEN_ACTS || this == REPLACE_CHECKS_THEN_ACTS || this == REVOKE_LOSES_TO_REPLACE;
    }
}
