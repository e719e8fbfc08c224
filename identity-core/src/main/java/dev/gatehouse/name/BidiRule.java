package dev.gatehouse.name;

/** The Bidi rule for one label (RFC 5893, section 2). Stateless. */
final class BidiRule {
    private static final int L = 0;
    private static final int R = 1;
    private static final int EN = 2;
    private static final int ES = 3;
    private static final int ET = 4;
    private static final int AN = 5;
    private static final int CS = 6;
    private static final int ON = 10;
    private static final int AL = 13;
    private static final int NSM = 17;
    private static final int BN = 18;
    private static final int NEUTRAL = bit(EN) | bit(ES) | bit(CS) | bit(ET) | bit(ON) | bit(BN) | bit(NSM);

    private BidiRule() {}

    /** Returns whether a code point makes its label, and so its domain, right to left. */
    static boolean isRightToLeft(int[] label) {
        for (int point : label) {
            int direction = UnicodeTable.direction(point);
            if (direction == R || direction == AL || direction == AN) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a label of a right-to-left name satisfies the six conditions. */
    static boolean holds(int[] label) {
        if (label.length == 0) {
            return false;
        }
        int first = UnicodeTable.direction(label[0]);
        if (first != L && first != R && first != AL) { // condition 1
            return false;
        }
        boolean rightToLeft = first != L;
        int seen = 0;
        for (int point : label) {
            seen |= bit(UnicodeTable.direction(point));
        }
        int allowed = NEUTRAL | (rightToLeft ? bit(R) | bit(AL) | bit(AN) : bit(L)); // conditions 2 and 5
        if ((seen & ~allowed) != 0) {
            return false;
        }
        int last = lastDirection(label);
        if (!rightToLeft) {
            return last == L || last == EN; // condition 6
        }
        boolean endsWell = last == R || last == AL || last == EN || last == AN; // condition 3
        return endsWell && (seen & (bit(EN) | bit(AN))) != (bit(EN) | bit(AN)); // condition 4
    }

    private static int lastDirection(int[] label) {
        int i = label.length - 1;
        while (i > 0 && UnicodeTable.direction(label[i]) == NSM) {
            i--;
        }
        return UnicodeTable.direction(label[i]);
    }

    private static int bit(int direction) {
        return 1 << direction;
    }
}
