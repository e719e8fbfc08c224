package dev.gatehouse.userpool.internal.directory;

import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.userpool.delivery.CodeDelivery;
import dev.gatehouse.userpool.internal.context.PoolContext;
import java.util.Optional;

/**
 * Where a caller is told that a code goes. Who typed an address is told that address and nothing else; who typed a
 * user name is told the mask of the user's address, or for an absent user one that is made up, the same every time.
 */
public final class Masks {
    private static final int LETTERS = 26;

    private final PoolContext context;

    public Masks(PoolContext context) {
        this.context = context;
    }

    /**
     * Returns what to tell.
     *
     * @param actual where the code really goes, if anywhere
     */
    public CodeDelivery of(Resolved resolved, Optional<Address> actual) {
        return resolved.typedAddress()
                .map(kind -> new Address(kind, resolved.typed().raw()))
                .or(() -> actual)
                .or(() -> stored(resolved, Address.Kind.EMAIL))
                .or(() -> stored(resolved, Address.Kind.PHONE_NUMBER))
                .map(Address::masked)
                .orElseGet(() -> madeUp(resolved));
    }

    private static Optional<Address> stored(Resolved resolved, Address.Kind kind) {
        return resolved.user().flatMap(found -> Addresses.stored(found.user(), kind));
    }

    private CodeDelivery madeUp(Resolved resolved) {
        byte[] digest = context.secret().mac("decoy.address", resolved.subject().value());
        String address = letter(digest[0]) + "@" + letter(digest[1]);
        return CodeDelivery.to(Channel.EMAIL, Address.Kind.EMAIL.attribute(), address);
    }

    private static String letter(byte digest) {
        return String.valueOf((char) ('a' + Byte.toUnsignedInt(digest) % LETTERS));
    }
}
