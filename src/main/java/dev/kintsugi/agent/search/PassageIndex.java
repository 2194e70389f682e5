package dev.kintsugi.agent.search;

import dev.kintsugi.agent.pack.Article;
import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.domain.model.Passage;
import java.util.List;

/// Finds the passages of a pack that may answer a question. Immutable; safe for many threads.
public final class PassageIndex {
    private final List<Passage> passages;
    private final Texts texts;
    private final Remembered<Wanted, List<Passage>> found = new Remembered<>(this::search);

    private record Wanted(String question, int count) {}

    public PassageIndex(Pack pack) {
        this.passages = pack.passages();
        this.texts = new Texts(new English(pack.synonyms()),
                pack.articles().stream().map(PassageIndex::entry).toList());
    }

    private static Texts.Entry entry(Article article) {
        return new Texts.Entry(article.title() + ". " + String.join(" ", article.asks()), article.passage().text());
    }

    /// At most `count` passages, the best first; none when no word of the question occurs.
    public List<Passage> best(String question, int count) { return found.of(new Wanted(question, count)); }

    private List<Passage> search(Wanted wanted) {
        return texts.best(texts.stems(wanted.question()), wanted.count()).stream().map(passages::get).toList();
    }
}
