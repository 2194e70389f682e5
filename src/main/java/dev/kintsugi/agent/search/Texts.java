package dev.kintsugi.agent.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/// Texts indexed in memory and ranked by BM25 (Robertson and Zaragoza 2009, Lucene's defaults k1 1.2, b 0.75).
///
/// Immutable; safe for many threads.
final class Texts {
    private static final String HEAD = "head";
    private static final String BODY = "body";
    private static final float HEAD_BOOST = 2f;

    private final English english;
    private final IndexSearcher searcher;
    /// What is in the index: to ask it for another word costs as much and finds nothing.
    private final Set<String> inHeads;
    private final Set<String> inBodies;

    /// @param head weighs double; may be empty
    record Entry(String head, String body) {}

    Texts(English english, List<Entry> entries) {
        this.english = english;
        try {
            var directory = new ByteBuffersDirectory();
            try (var writer = new IndexWriter(directory, new IndexWriterConfig(english))) {
                for (var entry : entries) {
                    writer.addDocument(document(entry));
                }
                writer.forceMerge(1);
            }
            this.searcher = new IndexSearcher(DirectoryReader.open(directory));
            this.searcher.setSimilarity(new BM25Similarity());
            this.searcher.setQueryCache(null);
            this.inHeads = words(HEAD);
            this.inBodies = words(BODY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> words(String field) throws IOException {
        var words = new HashSet<String>();
        var terms = MultiTerms.getTerms(searcher.getIndexReader(), field);
        if (terms != null) {
            var all = terms.iterator();
            for (var word = all.next(); word != null; word = all.next()) {
                words.add(word.utf8ToString());
            }
        }
        return Set.copyOf(words);
    }

    private static Document document(Entry entry) {
        var document = new Document();
        document.add(new TextField(HEAD, entry.head(), Field.Store.NO));
        document.add(new TextField(BODY, entry.body(), Field.Store.NO));
        return document;
    }

    /// Positions of the best entries, the best first; entries that share no word with the question are left out.
    List<Integer> best(Collection<String> stems, int count) {
        var query = new BooleanQuery.Builder();
        for (var stem : stems.stream().distinct().limit(60).toList()) {
            if (inHeads.contains(stem)) {
                query.add(new BoostQuery(new TermQuery(new Term(HEAD, stem)), HEAD_BOOST), BooleanClause.Occur.SHOULD);
            }
            if (inBodies.contains(stem)) {
                query.add(new TermQuery(new Term(BODY, stem)), BooleanClause.Occur.SHOULD);
            }
        }
        try {
            return Arrays.stream(searcher.search(query.build(), count).scoreDocs).map(hit -> hit.doc).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> stems(String text) { return english.stems(text); }
}
