package dev.gatehouse.userpool.profile;

import dev.gatehouse.userpool.delivery.CodeDelivery;
import java.util.List;

/** What an update did besides taking effect: which new addresses wait for a code. Immutable. */
public final class Updated {
    private final List<CodeDelivery> codeDeliveries;

    Updated(List<CodeDelivery> codeDeliveries) {
        this.codeDeliveries = List.copyOf(codeDeliveries);
    }

    /** Returns where codes go: one for each address that takes effect only when its code is presented. */
    public List<CodeDelivery> codeDeliveries() {
        return codeDeliveries;
    }

    @Override
    public String toString() {
        return "Updated" + codeDeliveries;
    }
}
