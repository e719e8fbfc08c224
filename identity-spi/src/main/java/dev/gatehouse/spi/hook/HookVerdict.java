package dev.gatehouse.spi.hook;

/** What a hook that may only agree or refuse decides. */
public sealed interface HookVerdict {
    /** Go on. */
    record Proceed() implements HookVerdict {}

    /**
     * Stop; the caller gets {@code USER_LAMBDA_VALIDATION}.
     *
     * @param rule a fixed name chosen by the application, at most 64 characters, told to the caller; never input
     */
    record Refuse(String rule) implements HookVerdict {
        public Refuse {
            if (rule.isEmpty() || rule.length() > 64) {
                throw new IllegalArgumentException("a rule name has 1 to 64 characters");
            }
        }
    }

    static HookVerdict proceed() {
        return new Proceed();
    }

    static HookVerdict refuse(String rule) {
        return new Refuse(rule);
    }
}
