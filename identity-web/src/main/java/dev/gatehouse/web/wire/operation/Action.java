package dev.gatehouse.web.wire.operation;

import dev.gatehouse.Outcome;
import java.util.Map;

/** What an operation does: takes a validated input to the library's own API and tells what came of it. */
@FunctionalInterface
public interface Action {
    /** Returns the members of the answer, or why there is none. */
    Outcome<Map<String, Object>> answer(Call call);
}
