package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statements of policies that add up, found by action (the exact name, the service, or all others) and then by the
 * text that their resources start with.
 */
final class StatementIndex {
    private final PolicyLayer layer;
    private final List<LabelledPolicy> policies;
    private final Map<String, ResourceIndex> exact = new HashMap<>();
    private final Map<String, ResourceIndex> byService = new HashMap<>();
    private final ResourceIndex others;

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
        exactLists.forEach((action, entries) -> exact.put(action, new ResourceIndex(entries)));
        serviceLists.forEach((service, entries) -> byService.put(service, new ResourceIndex(entries)));
        this.others = new ResourceIndex(rest);
    }

    private static void place(
            Entry entry, Map<String, List<Entry>> exact, Map<String, List<Entry>> byService, List<Entry> rest) {
        Statement statement = entry.statement();
        List<Template> actions = statement.actions().templates();
        boolean anyService = statement.actions().negated()
                || actions.stream().anyMatch(action -> action.prefix().indexOf(':') < 0);
        if (anyService) {
            rest.add(entry);
            return;
        }
        for (Template action : actions) {
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

    /** Returns a deny that applies; else an allow that grants most directly; else null. */
    @Nullable
    Entry decide(AuthorizationRequest request) {
        Entry best = search(exact.get(request.lowerAction()), true, request, null);
        best = search(byService.get(request.service()), false, request, best);
        return search(others, false, request, best);
    }

    private @Nullable Entry search(
            @Nullable ResourceIndex index,
            boolean actionMatches,
            AuthorizationRequest request,
            @Nullable Entry before) {
        return index == null || isDeny(before) ? before : index.search(this, actionMatches, request, before);
    }

    static boolean isDeny(@Nullable Entry entry) {
        return entry != null && entry.statement().effect() == Effect.DENY;
    }

    /** Returns the candidate if it applies and says more than {@code best}, else {@code best}. */
    @Nullable
    Entry consider(
            ResourceIndex.Candidate candidate,
            boolean actionMatches,
            AuthorizationRequest request,
            @Nullable Entry best) {
        Entry entry = candidate.entry();
        Statement statement = entry.statement();
        boolean applies = (statement.effect() == Effect.DENY || improves(statement, best, request))
                && candidate.matchesResource(request)
                && (actionMatches || statement.matchesAction(request))
                && statement.matchesPrincipal(request)
                && statement.failing(request) == null;
        return applies ? entry : best;
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
