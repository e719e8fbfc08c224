package dev.gatehouse.web.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page of a listing: keys, and what is below a delimiter rolled up to common prefixes, together in order. */
record Listing(List<StoredObject> objects, List<String> commonPrefixes, Optional<String> next) {
    private static final String LAST_CHARACTER = "\uDBFF\uDFFF"; // U+10FFFF comes after all that a key has

    int count() {
        return objects.size() + commonPrefixes.size();
    }

    static Listing of(ObjectStorage storage, String bucket, ListingQuery query) {
        List<StoredObject> objects = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String last = "";
        String after = beyond(query, query.from());
        while (query.maxKeys() > 0) {
            int room = query.maxKeys() - objects.size() - prefixes.size();
            List<StoredObject> found = storage.list(bucket, query.prefix(), after, room + 1);
            if (found.isEmpty()) {
                return new Listing(objects, prefixes, Optional.empty());
            }
            boolean skipped = false;
            for (StoredObject object : found) {
                if (objects.size() + prefixes.size() == query.maxKeys()) {
                    return new Listing(objects, prefixes, Optional.of(ListingQuery.tokenAfter(last)));
                }
                Optional<String> common = commonPrefix(query, object.key());
                last = common.orElse(object.key());
                after = beyond(query, last);
                if (common.isPresent()) {
                    prefixes.add(last);
                    skipped = true;
                    break; // what else was found is likely below the same prefix
                }
                objects.add(object);
            }
            if (!skipped && found.size() <= room) {
                return new Listing(objects, prefixes, Optional.empty());
            }
        }
        return new Listing(objects, prefixes, Optional.empty());
    }

    private static Optional<String> commonPrefix(ListingQuery query, String key) {
        return query.delimiter().flatMap(delimiter -> {
            int at = key.indexOf(delimiter, query.prefix().length());
            return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
        });
    }

    /** Returns the name itself, or the end of all that is below it where it is a common prefix. */
    private static String beyond(ListingQuery query, String name) {
        boolean prefix = name.startsWith(query.prefix())
                && commonPrefix(query, name).filter(name::equals).isPresent();
        return prefix ? name + LAST_CHARACTER : name;
    }
}
