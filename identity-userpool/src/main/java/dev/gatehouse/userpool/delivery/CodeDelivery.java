package dev.gatehouse.userpool.delivery;

import dev.gatehouse.spi.message.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Where a code is said to go: the reference service's {@code CodeDeliveryDetails}. Where the pool masks users it says
 * nothing about whether there is anybody to send to. Immutable.
 */
public final class CodeDelivery {
    private final Channel channel;
    private final String attribute;
    private final String maskedDestination;

    private CodeDelivery(Channel channel, String attribute, String maskedDestination) {
        this.channel = channel;
        this.attribute = attribute;
        this.maskedDestination = maskedDestination;
    }

    /**
     * Returns the delivery to an address, of which only the mask is kept.
     *
     * @param attribute {@code email} or {@code phone_number}
     */
    public static CodeDelivery to(Channel channel, String attribute, String address) {
        return new CodeDelivery(channel, attribute, mask(channel, address));
    }

    private static String mask(Channel channel, String address) {
        if (channel == Channel.SMS) {
            return "+*******" + address.substring(Math.max(0, address.length() - 4));
        }
        int at = address.lastIndexOf('@');
        return first(address) + "***@" + first(address.substring(at + 1)) + "***";
    }

    private static String first(String text) {
        return text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(0, 1));
    }

    public Channel channel() {
        return channel;
    }

    /** Returns the attribute that holds the address. */
    public String attribute() {
        return attribute;
    }

    /** Returns the address with all but a few characters hidden: {@code a***@e***} or {@code +*******1234}. */
    public String maskedDestination() {
        return maskedDestination;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CodeDelivery that
                && channel == that.channel
                && attribute.equals(that.attribute)
                && maskedDestination.equals(that.maskedDestination);
    }

    @Override
    public int hashCode() {
        return maskedDestination.hashCode();
    }

    @Override
    public String toString() {
        return "CodeDelivery[" + channel + ", " + maskedDestination + "]";
    }
}
