package dev.kintsugi.workbench.kit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The actions of one screen, by short names: what its buttons do, and what the whole window may ask of it. On the FX thread
/// only.
public final class ScreenActions {
    private final String screen;
    private final String group;
    private final Map<String, Action> own = new LinkedHashMap<>();

    /// @param screen begins each id, e.g. `errands`
    /// @param group  the heading they stand under in help
    public ScreenActions(String screen, String group) {
        this.screen = screen;
        this.group = group;
    }

    public String screen() { return screen; }

    public String group() { return group; }

    /// Begins an action of this screen, to be [#add]ed.
    public Action.Builder of(String name, String title) { return Action.of(screen + "." + name, title).group(group); }

    public void add(Action action) { own.put(action.id(), action); }

    public Action get(String name) {
        var action = own.get(screen + "." + name);
        if (action == null) {
            throw new IllegalArgumentException("no action " + screen + "." + name);
        }
        return action;
    }

    /// Those below a name, in the order in which they were added.
    public List<Action> below(String name) {
        return own.values().stream().filter(action -> action.id().startsWith(screen + "." + name + ".")).toList();
    }

    /// What can be done from every screen: it leads here first.
    ///
    /// @param show    brings this screen up
    /// @param staying what is done wherever one is
    public Stream<Action> leading(Runnable show, Set<String> staying) {
        var here = staying.stream().map(this::get).toList();
        return own.values().stream().map(action -> here.contains(action) ? action : action.after(show));
    }
}
