package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements of policies that add up, found by action: the exact name, the service, or all others. */
final class StatementIndex {
    private static final Entry[] NO_ENTRIES = {};

    private final PolicyLayer layer;
    private final List<LabelledPolicy> policies;
    private final Map<String, Entry[]> exact = new HashMap<>();
    private final Map<String, Entry[]> byService = new HashMap<>();
    private final Entry[] others;

    /** A statement with the decision that it makes. */
    record Entry(Statement statement, Decision decision) {}

    StatementIndex(PolicySet.Group group) {
        this.layer = group.layer();
        this.policies = group.policies();
        Map<String, List<Entry>> exactLists = new HashMap<>();
        Map<String, List<Entry>> serviceLists = new HashMap<>();
        List<Entry> rest = new ArrayList<>();
        for (LabelledPolicy policy : policies) {
            for (Statement statement : policy.document().statements()) {
                Entry entry = new Entry(statement, Decision.by(layer, policy, statement));
                place(entry, exactLists, serviceLists, rest);
            }
        }
        exactLists.forEach((action, entries) -> exact.put(action, entries.toArray(NO_ENTRIES)));
        serviceLists.forEach((service, entries) -> byService.put(service, entries.toArray(NO_ENTRIES)));
        this.others = rest.toArray(NO_ENTRIES);
    }

    private static void place(
            Entry entry, Map<String, List<Entry>> exact, Map<String, List<Entry>> byService, List<Entry> rest) {
        Statement statement = entry.statement();
        boolean anyService = statement.notAction()
                || statement.actions().stream()
                        .anyMatch(action -> action.prefix().indexOf(':') < 0);
        if (anyService) {
            rest.add(entry);
            return;
        }
        for (Template action : statement.actions()) {
            String prefix = action.prefix();
            if (action.isLiteral()) {
                addOnce(exact.computeIfAbsent(prefix, key -> new ArrayList<>()), entry);
            } else {
                String service = prefix.substring(0, prefix.indexOf(':'));
                addOnce(byService.computeIfAbsent(service, key -> new ArrayList<>()), entry);
            }
        }
    }

    /** A statement's actions are placed one after the other, so a repeat is always the last entry. */
    private static void addOnce(List<Entry> entries, Entry entry) {
        if (entries.isEmpty() || !entries.get(entries.size() - 1).equals(entry)) {
            entries.add(entry);
        }
    }

    PolicyLayer layer() {
        return layer;
    }

    List<LabelledPolicy> policies() {
        return policies;
    }

    /** Returns the first deny that applies; else the allow that grants most directly; else null. */
    @Nullable
    Entry decide(AuthorizationRequest request) {
        Entry best = search(exact.getOrDefault(request.lowerAction(), NO_ENTRIES), true, request, null);
        if (isDeny(best)) {
            return best;
        }
        best = search(byService.getOrDefault(request.service(), NO_ENTRIES), false, request, best);
        return isDeny(best) ? best : search(others, false, request, best);
    }

    private static boolean isDeny(@Nullable Entry entry) {
        return entry != null && entry.statement().effect() == Effect.DENY;
    }

    private @Nullable Entry search(
            Entry[] entries, boolean actionMatches, AuthorizationRequest request, @Nullable Entry before) {
        Entry best = before;
        for (Entry entry : entries) {
            Statement statement = entry.statement();
            if (statement.effect() == Effect.ALLOW && !improves(statement, best, request)) {
                continue;
            }
            Mismatch mismatch = actionMatches ? statement.checkBeyondAction(request) : statement.check(request);
            if (mismatch == Mismatch.NONE) {
                best = entry;
                if (statement.effect() == Effect.DENY) {
                    return best;
                }
            }
        }
        return best;
    }

    /** Returns whether an allow could still change the answer, so that its conditions are worth reading. */
    private boolean improves(Statement statement, @Nullable Entry best, AuthorizationRequest request) {
        if (best == null) {
            return true;
        }
        return layer == PolicyLayer.RESOURCE
                && grant(statement, request).compareTo(grant(best.statement(), request)) > 0;
    }

    static Principals.Grant grant(Statement statement, AuthorizationRequest request) {
        Principals principals = statement.principals();
        return principals == null ? Principals.Grant.SESSION : principals.grant(request);
    }
}
