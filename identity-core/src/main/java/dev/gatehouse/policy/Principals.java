package dev.gatehouse.policy;

import java.util.List;
import java.util.Set;

/** A Principal or NotPrincipal element: whom the statement speaks of. */
final class Principals {
    private static final String ROOT = ":root";

    private final boolean negated;
    private final Entry[] entries;

    /** How directly a statement names the caller; the stronger constant is the later one. */
    enum Grant {
        NONE,
        /** The caller's account, which only delegates: the caller's own policies must allow too. */
        ACCOUNT,
        /** The caller's role, or everyone: boundary and session policies still limit it. */
        ROLE,
        /** The caller's very session or user: nothing but an explicit deny limits it. */
        SESSION
    }

    /** One name; {@code *} as value stands for all of the kind, and with {@code anyKind} for all of all kinds. */
    record Entry(PrincipalKind kind, String value, boolean anyKind) {}

    Principals(boolean negated, List<Entry> entries) {
        this.negated = negated;
        this.entries = entries.toArray(new Entry[0]);
    }

    boolean negated() {
        return negated;
    }

    List<Entry> entries() {
        return List.of(entries);
    }

    /** Returns whether both name the same principals in the same way. */
    boolean isSameAs(Principals other) {
        return negated == other.negated && Set.copyOf(entries()).equals(Set.copyOf(other.entries()));
    }

    Grant grant(AuthorizationRequest request) {
        Grant best = Grant.NONE;
        for (Entry entry : entries) {
            Grant grant = grant(entry, request);
            if (grant.compareTo(best) > 0) {
                best = grant;
            }
        }
        if (negated) {
            return best == Grant.NONE ? Grant.ROLE : Grant.NONE;
        }
        return best;
    }

    private static Grant grant(Entry entry, AuthorizationRequest request) {
        if (entry.anyKind()) {
            return Grant.ROLE;
        }
        if (entry.kind() != request.principalKind()) {
            return Grant.NONE;
        }
        String name = entry.value();
        if (name.equals("*")) {
            return Grant.ROLE;
        }
        String caller = request.principal();
        if (entry.kind() != PrincipalKind.AWS) {
            return name.equals(caller) ? Grant.SESSION : Grant.NONE;
        }
        if (name.equals(caller)) {
            return name.contains(":role/") ? Grant.ROLE : Grant.SESSION;
        }
        if (isAccount(name)) {
            return isSameAccount(name, caller) ? Grant.ACCOUNT : Grant.NONE;
        }
        return isRoleOfSession(name, caller) ? Grant.ROLE : Grant.NONE;
    }

    private static boolean isAccount(String name) {
        return !name.startsWith("arn:") || (name.endsWith(ROOT) && name.contains(":iam::"));
    }

    /** Returns whether an ARN, or an account number, is of the account of an ARN; without copying either. */
    private static boolean isSameAccount(String name, String caller) {
        int start = accountStart(name);
        int other = accountStart(caller);
        if (start < 0 || other < 0) {
            return false;
        }
        int end = start == 0 ? name.length() : name.indexOf(':', start);
        int otherEnd = other == 0 ? caller.length() : caller.indexOf(':', other);
        return end >= 0 && otherEnd - other == end - start && name.regionMatches(start, caller, other, end - start);
    }

    /** Returns the index of an ARN's account, 0 for text that is no ARN, -1 for an ARN without that part. */
    private static int accountStart(String name) {
        if (!name.startsWith("arn:")) {
            return 0;
        }
        int start = 0;
        for (int colons = 0; colons < 4; colons++) {
            start = name.indexOf(':', start) + 1;
            if (start == 0) {
                return -1;
            }
        }
        return start;
    }

    /** Returns whether {@code session} is {@code arn:aws:sts::N:assumed-role/R/S} of {@code role} with any path. */
    private static boolean isRoleOfSession(String role, String session) {
        int mark = session.indexOf(":assumed-role/");
        int slash = role.lastIndexOf('/');
        if (mark < 0 || slash < 0 || !role.contains(":iam::") || !role.contains(":role/")) {
            return false;
        }
        int start = mark + ":assumed-role/".length();
        int end = session.indexOf('/', start);
        int length = role.length() - slash - 1;
        return end - start == length
                && session.regionMatches(start, role, slash + 1, length)
                && isSameAccount(role, session);
    }
}
