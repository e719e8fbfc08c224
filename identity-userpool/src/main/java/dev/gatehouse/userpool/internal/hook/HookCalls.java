package dev.gatehouse.userpool.internal.hook;

import dev.gatehouse.ErrorCode;
import dev.gatehouse.PoolId;
import dev.gatehouse.Refusal;
import dev.gatehouse.spi.hook.HookVerdict;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls hooks. A hook is the application's code: whatever it throws is its refusal, and is logged by type only. */
public final class HookCalls {
    private static final Logger LOG = LoggerFactory.getLogger(HookCalls.class);

    private HookCalls() {}

    /** Returns the refusal of a hook that decides, or empty if the flow may go on. */
    public static Optional<Refusal> ask(PoolId pool, String hook, Supplier<HookVerdict> call) {
        Optional<HookVerdict> verdict = answer(pool, hook, call);
        if (verdict.isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.USER_LAMBDA_VALIDATION));
        }
        return verdict.get() instanceof HookVerdict.Refuse refuse
                ? Optional.of(Refusal.of(ErrorCode.USER_LAMBDA_VALIDATION, refuse.rule()))
                : Optional.empty();
    }

    /** Returns what a hook answers, or empty if it failed: the flow is then refused. */
    public static <T> Optional<T> answer(PoolId pool, String hook, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (RuntimeException e) {
            LOG.warn(
                    "hook failed: pool={} hook={} cause={}",
                    pool,
                    hook,
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    /** Calls a hook that is only told. What it throws is logged and changes nothing. */
    public static void tell(PoolId pool, String hook, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error(
                    "hook failed: pool={} hook={} cause={}",
                    pool,
                    hook,
                    e.getClass().getName());
        }
    }
}
