package dev.gatehouse.web.wire.operation;

import dev.gatehouse.Cursor;
import dev.gatehouse.ErrorCode;
import dev.gatehouse.Outcome;
import dev.gatehouse.Page;
import dev.gatehouse.Refusal;
import dev.gatehouse.web.wire.model.Input;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Listings page by page: the token of the wire is the library's cursor, as it is. */
public final class Paging {
    private Paging() {}

    /**
     * Asks for a page.
     *
     * @param token the member that holds the token
     * @param limit how many, 1 to 60
     * @return what the listing gives, or {@code INVALID_PARAMETER} with {@code page.token}
     */
    public static <T> Outcome<T> page(
            Input input, String token, int limit, BiFunction<Optional<Cursor>, Integer, Outcome<T>> listing) {
        Optional<String> given = input.maybe(token);
        if (given.filter(text -> text.length() > Cursor.MAX_LENGTH).isPresent()) {
            return Outcome.refused(Refusal.of(ErrorCode.INVALID_PARAMETER, "page.token"));
        }
        return listing.apply(given.map(Cursor::new), limit);
    }

    /**
     * Returns a page as the wire has it.
     *
     * @param member the member that holds the items
     */
    public static <T> Answer answer(String member, Page<T> page, Function<? super T, Map<String, Object>> writer) {
        return answer(member, "NextToken", page, writer);
    }

    /**
     * Returns a page as the wire has it.
     *
     * @param member the member that holds the items
     * @param token the member that holds the token of the next page
     */
    public static <T> Answer answer(
            String member, String token, Page<T> page, Function<? super T, Map<String, Object>> writer) {
        return Answer.of()
                .put(member, page.items().stream().map(writer).toList())
                .maybe(token, page.next().map(Cursor::value));
    }

    /**
     * Returns how many are asked for, which the model has bounded.
     *
     * @param most as many as without a limit, or with the limit 0, which the reference takes for none
     */
    public static int limit(Input input, String member, int most) {
        return input.whole(member)
                .filter(limit -> limit > 0)
                .map(limit -> (int) Math.min(limit, most))
                .orElse(most);
    }
}
