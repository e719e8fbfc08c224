package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Contexts that fulfil and break the conditions of statements, within what is known. */
final class ProbeContexts {
    private final KnownContext known;
    private final Map<String, List<String>> base = new HashMap<>();
    private final AuthorizationRequest baseRequest;

    ProbeContexts(List<Statement> statements, KnownContext known) {
        this.known = known;
        for (Statement statement : statements) {
            statement.resources().templates().forEach(this::addVariables);
            for (Condition condition : statement.conditions()) {
                condition.templates().forEach(this::addVariables);
            }
        }
        this.baseRequest = request("any:any", "*", base).orElse(known.known());
    }

    private void addVariables(Template template) {
        for (Template.Variable variable : template.variables()) {
            if (known.isOpen(variable.key())) {
                base.putIfAbsent(variable.key(), List.of(ProbeValues.FRESH));
            }
        }
    }

    /** Returns a request with every open variable filled in. */
    AuthorizationRequest base() {
        return baseRequest;
    }

    /** Returns the request, in a context of open keys beside what is known; empty if that is over a request's limits. */
    Optional<AuthorizationRequest> request(String action, String resource, Map<String, List<String>> context) {
        AuthorizationRequest.Builder builder = known.known().again(action, resource);
        context.forEach(builder::context);
        return builder.tryBuild().fold(Optional::of, refusal -> Optional.empty());
    }

    /** Returns no context, the one that fills all variables, and those around the statement. */
    Set<Map<String, List<String>>> around(Statement statement) {
        Map<String, List<String>> fulfilled = new HashMap<>(base);
        Map<String, List<List<String>>> others = new HashMap<>();
        for (Condition condition : statement.conditions()) {
            if (known.isOpen(condition.key())) {
                List<List<String>> tried = ProbeValues.of(condition, baseRequest, known::isOpen);
                others.computeIfAbsent(condition.key(), key -> new ArrayList<>())
                        .addAll(tried);
                tried.stream()
                        .filter(values -> holds(statement, condition.key(), values, fulfilled))
                        .findFirst()
                        .ifPresent(values -> fulfilled.put(condition.key(), values));
            }
        }
        Set<Map<String, List<String>>> contexts = new LinkedHashSet<>();
        contexts.add(fulfilled);
        contexts.add(base);
        contexts.add(Map.of());
        others.forEach((key, tried) -> {
            for (List<String> values : tried) {
                Map<String, List<String>> context = new HashMap<>(fulfilled);
                context.put(key, values);
                contexts.add(context);
            }
        });
        return contexts;
    }

    /** Returns whether all conditions of the statement on the key hold for some values. */
    private boolean holds(Statement statement, String key, List<String> values, Map<String, List<String>> context) {
        Map<String, List<String>> with = new HashMap<>(context);
        with.put(key, values);
        return request("any:any", "*", with)
                .map(request -> statement.conditions().stream()
                        .filter(condition -> condition.key().equals(key))
                        .allMatch(condition -> condition.holds(request, statement.effect())))
                .orElse(false);
    }
}
