package dev.kintsugi.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrownTest {
    @Test
    void everyLengthStaysWhatItWas() {
        var all = new ArrayList<List<Integer>>();
        var list = Grown.<Integer>empty();
        for (int i = 0; i < 100; i++) {
            all.add(list);
            list = list.plus(i);
        }
        for (int size = 0; size < 100; size++) {
            assertThat(all.get(size)).hasSize(size);
            assertThat(all.get(size).stream().mapToInt(i -> i).sum()).isEqualTo(size * (size - 1) / 2);
        }
    }

    @Test
    void twoThatGoOnFromOneDoNotSeeEachOther() {
        var both = Grown.<String>empty().plus("a").plus("b");
        var one = both.plus("c");
        var other = both.plus("d").plus("e");
        assertThat(both).containsExactly("a", "b");
        assertThat(one).containsExactly("a", "b", "c");
        assertThat(other).containsExactly("a", "b", "d", "e");
    }

    @Test
    void itIsEqualToAnyListOfTheSame() {
        assertThat(Grown.<String>empty().plus("a")).isEqualTo(List.of("a")).hasSameHashCodeAs(List.of("a"));
        assertThat(List.of("a")).isEqualTo(Grown.<String>empty().plus("a"));
    }

    @Test
    void nobodyChangesIt() {
        var list = Grown.<String>empty().plus("a");
        assertThatThrownBy(() -> list.add("b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
        var given = new ArrayList<>(List.of("x"));
        var kept = Grown.of(given);
        given.clear();
        assertThat(kept).containsExactly("x");
        assertThat(Grown.of(list)).isSameAs(list);
    }
}
