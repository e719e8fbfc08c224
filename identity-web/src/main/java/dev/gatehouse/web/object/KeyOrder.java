package dev.gatehouse.web.object;

import java.util.Comparator;

/** S3's order of keys: by unsigned bytes of UTF-8, which is the order of code points and not of Java's characters. */
final class KeyOrder implements Comparator<String> {
    static final KeyOrder KEYS = new KeyOrder();

    private KeyOrder() {}

    @Override
    public int compare(String a, String b) {
        int end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean pairs = Character.isSurrogate(x) != Character.isSurrogate(y);
                return pairs ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
