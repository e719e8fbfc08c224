package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a statement says, without its Sid, its place and the order of its lists. */
record StatementKey(
        PolicyLayer layer,
        String version,
        Effect effect,
        List<Object> principals,
        List<Object> actions,
        List<Object> resources,
        Set<Object> conditions) {

    private static StatementKey of(PolicyLayer layer, String version, Statement statement) {
        Principals principals = statement.principals();
        Set<Object> conditions = new HashSet<>();
        for (Condition condition : statement.conditions()) {
            conditions.add(List.of(condition.element(), condition.key(), new TreeSet<>(condition.values())));
        }
        return new StatementKey(
                layer,
                version,
                statement.effect(),
                principals == null ? List.of() : List.of(principals.negated(), new HashSet<>(principals.entries())),
                element(statement.actions(), true),
                element(statement.resources(), false),
                conditions);
    }

    private static List<Object> element(Statement.Element element, boolean lower) {
        Set<String> texts = new TreeSet<>();
        element.texts().forEach(text -> texts.add(lower ? AsciiCase.lower(text) : text));
        return List.of(element.negated(), texts);
    }

    /** Returns the statements that only one of the sets has, the removed ones first. */
    static List<StatementChange> changes(PolicySet first, PolicySet second) {
        List<StatementChange> changes = new ArrayList<>();
        addMissing(false, first, keys(second), changes);
        addMissing(true, second, keys(first), changes);
        return changes;
    }

    private static Set<StatementKey> keys(PolicySet policies) {
        Set<StatementKey> keys = new HashSet<>();
        policies.forEachStatement((layer, policy, statement) ->
                keys.add(of(layer, policy.document().version(), statement)));
        return keys;
    }

    private static void addMissing(
            boolean added, PolicySet policies, Set<StatementKey> others, List<StatementChange> changes) {
        policies.forEachStatement((layer, policy, statement) -> {
            if (!others.contains(of(layer, policy.document().version(), statement))) {
                changes.add(new StatementChange(added, layer, policy, statement));
            }
        });
    }
}
