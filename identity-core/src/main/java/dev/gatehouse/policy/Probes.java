package dev.gatehouse.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Requests at which policy sets may differ: texts that their patterns name, share or alone match, in contexts that
 * fulfil or break their conditions. All combinations where they are few; else those around each statement.
 */
final class Probes {
    private static final int MAX_REQUESTS = 100_000;
    private static final int MIN_REQUESTS = 1_000;
    /** Requests times statements. */
    private static final int MAX_WORK = 20_000_000;

    private static final int MAX_PATTERNS = 64;
    private static final int MAX_CONTEXTS = 4_096;
    private static final String FRESH_ACTION = "probe:Probe";
    private static final String FRESH_RESOURCE = "arn:aws:probe:::" + ProbeValues.FRESH;

    private final List<Statement> statements = new ArrayList<>();
    private final ProbeContexts contexts;
    private final int most;
    private int sent;

    Probes(List<PolicySet> sets, KnownContext known) {
        sets.forEach(set -> set.forEachStatement((layer, policy, statement) -> statements.add(statement)));
        this.contexts = new ProbeContexts(statements, known);
        this.most = Math.min(MAX_REQUESTS, Math.max(MIN_REQUESTS, MAX_WORK / Math.max(1, statements.size())));
    }

    /** Hands out the requests: 100,000 at most, fewer where many statements make each one dear. */
    void forEach(Consumer<AuthorizationRequest> consumer) {
        Set<Glob> actionGlobs = new LinkedHashSet<>();
        Set<Glob> resourceGlobs = new LinkedHashSet<>();
        Set<Map<String, List<String>>> allContexts = new LinkedHashSet<>();
        for (Statement statement : statements) {
            actionGlobs.addAll(globs(statement.actions()));
            resourceGlobs.addAll(globs(statement.resources()));
            if (allContexts.size() < MAX_CONTEXTS) {
                allContexts.addAll(contexts.around(statement));
            }
        }
        Set<String> actions = actions(texts(actionGlobs, actionGlobs));
        Set<String> resources = resources(texts(resourceGlobs, resourceGlobs));
        if ((long) actions.size() * resources.size() * allContexts.size() <= most) {
            send(actions, resources, allContexts, consumer);
            return;
        }
        for (Statement statement : statements) {
            send(
                    actions(texts(globs(statement.actions()), actionGlobs)),
                    resources(texts(globs(statement.resources()), resourceGlobs)),
                    contexts.around(statement),
                    consumer);
        }
    }

    private List<Glob> globs(Statement.Element element) {
        return element.templates().stream()
                .map(template -> Glob.of(template, contexts.base(), key -> false))
                .toList();
    }

    /** Returns matches of each pattern, the least and a strange one, and those that it shares with others. */
    private static Set<String> texts(Iterable<Glob> globs, Set<Glob> others) {
        Set<String> texts = new LinkedHashSet<>();
        int count = 0;
        for (Glob glob : globs) {
            texts.add(glob.sample(""));
            texts.add(glob.sample(ProbeValues.FRESH));
            if (++count <= MAX_PATTERNS) {
                others.stream()
                        .limit(MAX_PATTERNS)
                        .filter(glob::overlaps)
                        .map(glob::common)
                        .forEach(shared -> {
                            if (shared != null) {
                                texts.add(shared);
                            }
                        });
            }
        }
        return texts;
    }

    private static Set<String> actions(Set<String> texts) {
        Set<String> actions = new LinkedHashSet<>(Set.of(FRESH_ACTION));
        for (String text : texts) {
            String action = text.indexOf(':') < 1 ? FRESH_ACTION + text : text;
            if (action.length() <= AuthorizationRequest.MAX_ACTION_LENGTH) {
                actions.add(action);
            }
        }
        return actions;
    }

    private static Set<String> resources(Set<String> texts) {
        Set<String> resources = new LinkedHashSet<>(Set.of(FRESH_RESOURCE));
        for (String text : texts) {
            if (!text.isEmpty() && text.length() <= AuthorizationRequest.MAX_RESOURCE_LENGTH) {
                resources.add(text);
            }
        }
        return resources;
    }

    private void send(
            Set<String> actions,
            Set<String> resources,
            Set<Map<String, List<String>>> around,
            Consumer<AuthorizationRequest> consumer) {
        for (Map<String, List<String>> context : around) {
            for (String action : actions) {
                for (String resource : resources) {
                    if (sent++ >= most) {
                        return;
                    }
                    contexts.request(action, resource, context).ifPresent(consumer);
                }
            }
        }
    }
}
