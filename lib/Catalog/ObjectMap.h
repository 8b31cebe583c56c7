//===- ObjectMap.h - objects in order, shared between copies ---------------===//
//
// A history of thousands of revisions holds a catalog for each, and a revision
// changes few objects. So a copy shares whatever does not change: objects stand in
// chunks, a copy shares the chunks, and a change copies one chunk (of pointers) and one
// object.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/iterator.h"
#include "llvm/ADT/iterator_range.h"

#include <algorithm>
#include <cassert>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace retort {

/// Objects ordered by their keys: `keyOf(object)`.
template <typename T> class ObjectMap {
  /// Ordered, never empty, never longer than `chunkSize`.
  using Chunk = std::vector<std::shared_ptr<const T>>;
  using Chunks = std::vector<std::shared_ptr<Chunk>>;

public:
  using Key = std::remove_cvref_t<decltype(keyOf(std::declval<const T&>()))>;

  /// A copy has one pointer for each chunk, a change one for each object of a chunk.
  static constexpr size_t chunkSize = 64;

  class Iterator : public llvm::iterator_facade_base<Iterator, std::forward_iterator_tag,
                                                     const std::shared_ptr<const T>> {
  public:
    Iterator() = default;
    Iterator(const Chunks& chunks, size_t chunk) : chunks_(&chunks), chunk_(chunk) {}

    const std::shared_ptr<const T>& operator*() const { return (*(*chunks_)[chunk_])[at_]; }
    Iterator& operator++() {
      if (++at_ == (*chunks_)[chunk_]->size()) {
        ++chunk_;
        at_ = 0;
      }
      return *this;
    }
    bool operator==(const Iterator& other) const {
      return chunk_ == other.chunk_ && at_ == other.at_;
    }

  private:
    const Chunks* chunks_ = nullptr;
    size_t chunk_ = 0;
    size_t at_ = 0;
  };

  /// Null if there is none of that key.
  const T* find(const Key& key) const {
    const Place place = placeOf(key);
    return place.exists ? (*chunks_[place.chunk])[place.at].get() : nullptr;
  }

  /// Adds the object, or replaces the one of its name.
  void put(T object) {
    const Place place = placeOf(keyOf(object));
    auto shared = std::make_shared<T>(std::move(object));
    if (place.exists) {
      own(place.chunk)[place.at] = std::move(shared);
      return;
    }
    ++size_;
    if (chunks_.empty()) {
      chunks_.push_back(std::make_shared<Chunk>(Chunk{std::move(shared)}));
      return;
    }
    Chunk& chunk = own(place.chunk);
    chunk.insert(chunk.begin() + place.at, std::move(shared));
    if (chunk.size() > chunkSize)
      split(place.chunk);
  }

  /// True if there was one.
  bool erase(const Key& key) {
    const Place place = placeOf(key);
    if (!place.exists)
      return false;
    --size_;
    Chunk& chunk = own(place.chunk);
    chunk.erase(chunk.begin() + place.at);
    if (chunk.empty())
      chunks_.erase(chunks_.begin() + place.chunk);
    else
      joinNext(place.chunk);
    return true;
  }

  /// The object of that name, which must exist, as one that may be changed in
  /// place (but for its name); other copies of the catalog do not see it.
  T& edit(const Key& key) {
    const Place place = placeOf(key);
    assert(place.exists && "only what exists can be changed");
    std::shared_ptr<const T>& object = own(place.chunk)[place.at];
    if (object.use_count() != 1)
      object = std::make_shared<T>(*object);
    return const_cast<T&>(*object); // made as a T, by this map
  }

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  /// In the order of their names: `for (const auto& table : catalog.tables.all())`.
  llvm::iterator_range<Iterator> all() const {
    return {Iterator(chunks_, 0), Iterator(chunks_, chunks_.size())};
  }

  /// Calls `gone` with each object that `before` had and this map has not, or has another of that
  /// name, and `come` with each that it was not so yet. Where copies share, nothing is looked at.
  template <typename Gone, typename Come>
  void changesSince(const ObjectMap& before, Gone gone, Come come) const {
    Cursor then{before.chunks_}, now{chunks_};
    while (!then.atEnd() || !now.atEnd()) {
      if (then.isAtChunk(now)) {
        ++then.chunk;
        ++now.chunk;
        continue;
      }
      const T* old = then.object();
      const T* young = now.object();
      const bool isGone = old && (!young || !(keyOf(*young) < keyOf(*old)));
      const bool isCome = young && (!old || !(keyOf(*old) < keyOf(*young)));
      if (isGone && old != young)
        gone(*old);
      if (isCome && old != young)
        come(*young);
      if (isGone)
        then.step();
      if (isCome)
        now.step();
    }
  }

  friend bool operator==(const ObjectMap& a, const ObjectMap& b) {
    return a.size_ == b.size_ &&
           std::equal(a.all().begin(), a.all().end(), b.all().begin(),
                      [](const auto& x, const auto& y) { return x == y || *x == *y; });
  }

private:
  struct Cursor {
    const Chunks& chunks;
    size_t chunk = 0;
    size_t at = 0;

    bool atEnd() const { return chunk == chunks.size(); }
    const T* object() const { return atEnd() ? nullptr : (*chunks[chunk])[at].get(); }
    /// Both stand at the beginning of a chunk that they share.
    bool isAtChunk(const Cursor& other) const {
      return !atEnd() && !other.atEnd() && at == 0 && other.at == 0 &&
             chunks[chunk] == other.chunks[other.chunk];
    }
    void step() {
      if (++at == chunks[chunk]->size()) {
        ++chunk;
        at = 0;
      }
    }
  };

  /// Where an object is, or where it would be put.
  struct Place {
    size_t chunk;
    size_t at;
    bool exists;
  };

  Place placeOf(const Key& key) const {
    if (chunks_.empty())
      return {0, 0, false};
    auto chunk = std::partition_point(chunks_.begin(), chunks_.end() - 1,
                                      [&](const auto& each) { return keyOf(*each->back()) < key; });
    auto at = std::partition_point((*chunk)->begin(), (*chunk)->end(),
                                   [&](const auto& object) { return keyOf(*object) < key; });
    return {static_cast<size_t>(chunk - chunks_.begin()),
            static_cast<size_t>(at - (*chunk)->begin()),
            at != (*chunk)->end() && keyOf(**at) == key};
  }

  /// The chunk, as one that no other copy of the map shares.
  Chunk& own(size_t chunk) {
    std::shared_ptr<Chunk>& shared = chunks_[chunk];
    if (shared.use_count() != 1)
      shared = std::make_shared<Chunk>(*shared);
    return *shared;
  }

  /// Halves a chunk that is this map's own.
  void split(size_t chunk) {
    Chunk& low = *chunks_[chunk];
    auto middle = low.begin() + low.size() / 2;
    auto high = std::make_shared<Chunk>(std::make_move_iterator(middle),
                                        std::make_move_iterator(low.end()));
    low.erase(middle, low.end());
    chunks_.insert(chunks_.begin() + chunk + 1, std::move(high));
  }

  /// Takes the next chunk's objects too, where both have become small.
  void joinNext(size_t chunk) {
    if (chunk + 1 == chunks_.size() ||
        chunks_[chunk]->size() + chunks_[chunk + 1]->size() > chunkSize / 2)
      return;
    Chunk& low = *chunks_[chunk];
    const Chunk& high = *chunks_[chunk + 1];
    low.insert(low.end(), high.begin(), high.end());
    chunks_.erase(chunks_.begin() + chunk + 1);
  }

  Chunks chunks_;
  size_t size_ = 0;
};

} // namespace retort
