package dev.gatehouse.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers about requests that are yet to come: what an identity may do, and which rows of a list it may see. Immutable
 * and thread-safe.
 *
 * <p>{@link Answer#ALLOWED} and {@link Answer#DENIED} are proofs: no request that fits the question and the known context
 * is decided otherwise. {@link Answer#CONDITIONAL} may also stand where a closer look would find one of the two: two
 * open conditions are never set against each other, and a pattern that only several statements cover together counts as
 * partly covered.
 */
public final class PolicyAnalysis {
    private static final int MAX_PATTERN = AuthorizationRequest.MAX_RESOURCE_LENGTH;

    private final PolicySet policies;
    private final KnownContext known;

    private PolicyAnalysis(PolicySet policies, KnownContext known) {
        this.policies = policies;
        this.known = known;
    }

    /** Returns the analysis of {@code policies} for requests of which {@code known} is known. */
    public static PolicyAnalysis of(PolicySet policies, KnownContext known) {
        return new PolicyAnalysis(policies, known);
    }

    /**
     * Returns what may be done on some resources, for each action pattern that the policies name.
     *
     * @param resources an ARN, in which {@code *} and {@code ?} are wildcards, of at most 2,048 characters
     */
    public List<ActionAnswer> ask(String resources) {
        Set<String> named = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        policies.forEachStatement((layer, policy, statement) -> {
            for (String action : statement.actions().texts()) {
                if (seen.add(AsciiCase.lower(action))) {
                    named.add(action);
                }
            }
        });
        return ask(resources, List.copyOf(named));
    }

    /**
     * Returns what may be done on some resources, for each of some actions.
     *
     * @param resources an ARN, in which {@code *} and {@code ?} are wildcards
     * @param actions {@code service:Action}, with the same wildcards
     * @throws IllegalArgumentException if one of them is empty or longer than 2,048 characters
     */
    public List<ActionAnswer> ask(String resources, List<String> actions) {
        Residuals rules = Residuals.of(policies, PartialStatement.ofResource(known)::reduce);
        Question question = new Question(rules, pattern(resources));
        return actions.stream()
                .map(action -> question.answer(action, pattern(AsciiCase.lower(action))))
                .toList();
    }

    private static Glob pattern(String text) {
        if (text.isEmpty() || text.length() > MAX_PATTERN) {
            throw new IllegalArgumentException("a pattern has 1 to 2048 characters");
        }
        try {
            return Glob.of(TemplateParser.parse(text, "pattern", true, false), AuthorizationRequest.NONE, key -> true);
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException("a pattern without variables is never malformed", e);
        }
    }

    /**
     * Returns the filter of the resources of one action.
     *
     * @param action {@code service:Action}, without wildcards
     */
    public ResourceFilter filter(String action) {
        return new ResourceFilter(resources(known, action));
    }

    private Residuals resources(KnownContext context, String action) {
        String lower = AsciiCase.lower(action);
        PartialStatement partial = PartialStatement.ofResource(context);
        return Residuals.of(
                policies,
                (layer, policy, statement) ->
                        speaksOf(statement, lower) ? partial.reduce(layer, policy, statement) : Optional.empty());
    }

    private static boolean speaksOf(Statement statement, String lowerAction) {
        Statement.Element actions = statement.actions();
        return (actions.match(lowerAction, AuthorizationRequest.NONE) == Match.YES) != actions.negated();
    }

    /**
     * Returns the filter of the values of a context key, which need not be known.
     *
     * @param action {@code service:Action}, without wildcards
     * @param resource the ARN of a resource
     * @param key the context key, such as {@code dynamodb:LeadingKeys}
     * @throws dev.gatehouse.IdentityException if the action or the resource could not stand in a request
     */
    public ValueFilter filter(String action, String resource, String key) {
        String lower = AsciiCase.lower(action);
        String subject = AsciiCase.lower(key);
        PartialStatement partial = PartialStatement.ofValue(known, subject, action, resource);
        Residuals rules = Residuals.of(
                policies,
                (layer, policy, statement) ->
                        speaksOf(statement, lower) ? partial.reduce(layer, policy, statement) : Optional.empty());
        return new ValueFilter(rules, resources(known.without(subject), action).test(resource));
    }
}
