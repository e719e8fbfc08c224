package dev.gatehouse.user;

import dev.gatehouse.name.Names;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Whether a value is what its attribute's type and name promise. Values are bounded before they come here. */
final class AttributeGrammar {
    private static final int MAX_DATE_TIME = 35;
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,8}");
    private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9_+/:-]{1,64}");

    private AttributeGrammar() {}

    static boolean accepts(AttributeDefinition definition, String value) {
        return switch (definition.type()) {
            case STRING ->
                definition.admits(value.length())
                        && isText(value, definition.name().equals("address"))
                        && isWhatItsNameSays(definition.name(), value);
            case NUMBER -> NUMBER.matcher(value).matches() && definition.admits(Long.parseLong(value));
            case DATE_TIME -> value.length() <= MAX_DATE_TIME && isDateTime(value);
            case BOOLEAN -> value.equals("true") || value.equals("false");
        };
    }

    private static boolean isWhatItsNameSays(String name, String value) {
        return switch (name) {
            case "email" -> Names.email(value).asRefusal().isEmpty();
            case "phone_number" -> Names.phoneNumber(value).asRefusal().isEmpty();
            case "preferred_username" ->
                Names.preferredUsername(value).asRefusal().isEmpty();
            case "birthdate" -> DATE.matcher(value).matches() && isDate(value);
            case "locale" -> LOCALE.matcher(value).matches();
            case "zoneinfo" -> ZONE.matcher(value).matches();
            default -> true;
        };
    }

    /** OpenID Connect Core 1.0, section 5.1; the year 0000 says that it is withheld. */
    private static boolean isDate(String value) {
        try {
            return LocalDate.parse(value) != null;
        } catch (DateTimeException e) {
            return false; // not a day of the calendar
        }
    }

    private static boolean isDateTime(String value) {
        try {
            return OffsetDateTime.parse(value) != null;
        } catch (DateTimeException e) {
            return false; // not a moment
        }
    }

    /** No control characters but the line ends of an address, no overrides of direction, no lone surrogates. */
    private static boolean isText(String value, boolean lines) {
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            boolean lineEnd = lines && (unit == '\n' || unit == '\r');
            boolean control = unit < ' ' || (unit >= 0x7F && unit <= 0x9F);
            boolean direction = (unit >= 0x202A && unit <= 0x202E) || (unit >= 0x2066 && unit <= 0x2069);
            boolean noncharacter = unit >= 0xFFFE || (unit >= 0xFDD0 && unit <= 0xFDEF);
            if ((control && !lineEnd) || direction || noncharacter) {
                return false;
            }
            if (unit >= 0xD800 && unit <= 0xDFFF) {
                char low = unit < 0xDC00 && i + 1 < value.length() ? value.charAt(++i) : 0;
                if (low < 0xDC00 || low > 0xDFFF) {
                    return false;
                }
            }
        }
        return true;
    }
}
