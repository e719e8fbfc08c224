package dev.gatehouse.web.wire.model;

/**
 * The least and the greatest that a length, a size or a value may be.
 *
 * @param least {@code Long.MIN_VALUE} if there is none
 * @param most {@code Long.MAX_VALUE} if there is none
 */
record Limits(long least, long most) {
    static Limits of(String least, String most) {
        return new Limits(
                least.equals("-") ? Long.MIN_VALUE : Long.parseLong(least),
                most.equals("-") ? Long.MAX_VALUE : Long.parseLong(most));
    }
}
