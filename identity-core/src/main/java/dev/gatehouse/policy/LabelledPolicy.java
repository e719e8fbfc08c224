package dev.gatehouse.policy;

/**
 * A document and the name under which explanations speak of it.
 *
 * @param label the application's own name for the policy, 1 to 128 characters; shown to people
 * @param document the policy
 */
public record LabelledPolicy(String label, PolicyDocument document) {
    private static final int MAX_LABEL = 128;

    public LabelledPolicy {
        if (label.isEmpty() || label.length() > MAX_LABEL) {
            throw new IllegalArgumentException("a policy label has 1 to 128 characters");
        }
    }
}
