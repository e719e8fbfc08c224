package dev.gatehouse.benchmarks.policy;

import java.util.List;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/** jCasbin: its access list with {@code keyMatch}, as its documentation shows it for paths. */
final class CasbinDecisions {
    private static final String CALLER = "photographer";

    private final Enforcer enforcer;
    private final String own;

    CasbinDecisions(int statements) {
        Model model = new Model();
        model.addDef("r", "r", "sub, obj, act");
        model.addDef("p", "p", "sub, obj, act");
        model.addDef("e", "e", "some(where (p.eft == allow))");
        model.addDef("m", "m", "r.sub == p.sub && keyMatch(r.obj, p.obj) && r.act == p.act");
        for (int i = 0; i < statements; i++) {
            model.addPolicy("p", "p", List.of(CALLER, Folders.folder(i) + "*", Folders.ACTION));
        }
        enforcer = new Enforcer(model);
        enforcer.enableLog(false);
        own = Folders.last(statements);
        Folders.require(allowed() && !enforcer.enforce(CALLER, Folders.foreign(), Folders.ACTION));
    }

    boolean allowed() {
        return enforcer.enforce(CALLER, own, Folders.ACTION);
    }
}
