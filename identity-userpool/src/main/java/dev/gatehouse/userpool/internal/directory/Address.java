package dev.gatehouse.userpool.internal.directory;

import dev.gatehouse.Outcome;
import dev.gatehouse.name.CanonicalName;
import dev.gatehouse.name.Names;
import dev.gatehouse.spi.message.Channel;
import dev.gatehouse.user.AliasKind;
import dev.gatehouse.userpool.delivery.CodeDelivery;

/**
 * A user's e-mail address or phone number.
 *
 * @param value as the user typed it; messages go there
 */
public record Address(Kind kind, String value) {
    /** The two kinds of address, and what each is called where. */
    public enum Kind {
        EMAIL("email", AliasKind.EMAIL, Channel.EMAIL),
        PHONE_NUMBER("phone_number", AliasKind.PHONE_NUMBER, Channel.SMS);

        private final String attribute;
        private final AliasKind alias;
        private final Channel channel;

        Kind(String attribute, AliasKind alias, Channel channel) {
            this.attribute = attribute;
            this.alias = alias;
            this.channel = channel;
        }

        /** Returns the attribute that holds it. */
        public String attribute() {
            return attribute;
        }

        /** Returns the attribute that says whether it is verified. */
        public String verifiedAttribute() {
            return attribute + "_verified";
        }

        /** Returns what kind of name it is. */
        public AliasKind alias() {
            return alias;
        }

        /** Returns how messages reach it. */
        public Channel channel() {
            return channel;
        }
    }

    /** Returns how messages reach it. */
    public Channel channel() {
        return kind.channel();
    }

    /** Returns the form under which it finds a user, or a refusal if it is not an address. */
    public Outcome<CanonicalName> canonical() {
        return kind == Kind.EMAIL ? Names.email(value) : Names.phoneNumber(value);
    }

    /** Returns what a caller may be told of it. */
    public CodeDelivery masked() {
        return CodeDelivery.to(kind.channel(), kind.attribute(), value);
    }

    @Override
    public String toString() {
        return "Address[" + kind + "]";
    }
}
