package dev.gatehouse.spi.hook;

/**
 * The hooks of a user pool; each does nothing unless set. A hook that throws ends the operation with
 * {@code USER_LAMBDA_VALIDATION} before anything is written (after, for the post hooks, where it is only logged).
 * Hooks run on the caller's thread and bound their own time. Immutable.
 */
public final class Hooks {
    private final PreSignUp preSignUp;
    private final PreAuthentication preAuthentication;
    private final PostConfirmation postConfirmation;
    private final PostAuthentication postAuthentication;
    private final PreTokenGeneration preTokenGeneration;

    private Hooks(Builder builder) {
        this.preSignUp = builder.preSignUp;
        this.preAuthentication = builder.preAuthentication;
        this.postConfirmation = builder.postConfirmation;
        this.postAuthentication = builder.postAuthentication;
        this.preTokenGeneration = builder.preTokenGeneration;
    }

    /** Returns hooks that do nothing. */
    public static Hooks none() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public PreSignUp preSignUp() {
        return preSignUp;
    }

    public PreAuthentication preAuthentication() {
        return preAuthentication;
    }

    public PostConfirmation postConfirmation() {
        return postConfirmation;
    }

    public PostAuthentication postAuthentication() {
        return postAuthentication;
    }

    public PreTokenGeneration preTokenGeneration() {
        return preTokenGeneration;
    }

    /** Builds {@link Hooks}. Not thread-safe. */
    public static final class Builder {
        private PreSignUp preSignUp = event -> HookVerdict.proceed();
        private PreAuthentication preAuthentication = event -> HookVerdict.proceed();
        private PostConfirmation postConfirmation = event -> {};
        private PostAuthentication postAuthentication = event -> {};
        private PreTokenGeneration preTokenGeneration = event -> PreTokenGeneration.Changes.NONE;

        private Builder() {}

        public Builder preSignUp(PreSignUp hook) {
            this.preSignUp = hook;
            return this;
        }

        public Builder preAuthentication(PreAuthentication hook) {
            this.preAuthentication = hook;
            return this;
        }

        public Builder postConfirmation(PostConfirmation hook) {
            this.postConfirmation = hook;
            return this;
        }

        public Builder postAuthentication(PostAuthentication hook) {
            this.postAuthentication = hook;
            return this;
        }

        public Builder preTokenGeneration(PreTokenGeneration hook) {
            this.preTokenGeneration = hook;
            return this;
        }

        public Hooks build() {
            return new Hooks(this);
        }
    }
}
