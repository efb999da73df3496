using System.Buffers;
using System.Text.Json;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Assertions;

/// <summary><c>uniqueItems</c>.</summary>
/// <param name="scalars">
/// The types of the items when they are declared and all scalar. ajv then finds another pair first, and skips items of other types.
/// </param>
/// <param name="finite">As in <see cref="SchemaNode.FiniteNumbers"/>.</param>
sealed class UniqueItems(TypeSet scalars, bool finite) : Assertion
{
    const int PairwiseMax = 8;

    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var count = value.GetArrayLength();
        if (count < 2 || !HasPair(value, count))
            return true;
        if (!run.IsCollecting)
            return false;
        var (first, second) =
            scalars == TypeSet.None
                ? LastPair([.. value.EnumerateArray()])
                : FirstPairFromEnd([.. value.EnumerateArray()]);
        return first < 0 || run.Fail($"must NOT have duplicate items (items ## {first} and {second} are identical)");
    }

    static bool HasPair(JsonElement list, int count)
    {
        if (count <= PairwiseMax)
        {
            for (var i = 1; i < count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (JsonEquality.AreEqual(list[i], list[j]))
                        return true;
                }
            }
            return false;
        }
        var hashes = ArrayPool<(int Hash, int At)>.Shared.Rent(count);
        var found = Sorted(list, hashes) is var sorted && AnyEqualNeighbours(list, sorted);
        ArrayPool<(int Hash, int At)>.Shared.Return(hashes);
        return found;
    }

    static Span<(int Hash, int At)> Sorted(JsonElement list, (int Hash, int At)[] hashes)
    {
        var count = 0;
        foreach (var item in list.EnumerateArray())
            hashes[count] = (JsonHash.Of(item), count++);
        var sorted = hashes.AsSpan(0, count);
        sorted.Sort();
        return sorted;
    }

    static bool AnyEqualNeighbours(JsonElement list, ReadOnlySpan<(int Hash, int At)> sorted)
    {
        for (var i = 1; i < sorted.Length; i++)
        {
            for (var j = i - 1; j >= 0 && sorted[j].Hash == sorted[i].Hash; j--)
            {
                if (JsonEquality.AreEqual(list[sorted[i].At], list[sorted[j].At]))
                    return true;
            }
        }
        return false;
    }

    /// <summary>The last item that equals an earlier one, and the nearest such one before it.</summary>
    static (int First, int Second) LastPair(JsonElement[] list)
    {
        var seen = new Dictionary<int, List<int>>(list.Length);
        var pair = (-1, -1);
        for (var i = 0; i < list.Length; i++)
        {
            var hash = JsonHash.Of(list[i]);
            var equals = seen.GetValueOrDefault(hash) ?? (seen[hash] = []);
            var nearest = equals.FindLastIndex(j => JsonEquality.AreEqual(list[i], list[j]));
            if (nearest < 0)
                equals.Add(i);
            else
            {
                pair = (equals[nearest], i);
                equals[nearest] = i;
            }
        }
        return pair;
    }

    /// <summary>Walking from the end: the later item of the first pair met, then the earlier.</summary>
    (int First, int Second) FirstPairFromEnd(JsonElement[] list)
    {
        var seen = new Dictionary<int, List<int>>(list.Length);
        for (var i = list.Length - 1; i >= 0; i--)
        {
            if (!scalars.Have(list[i], finite))
                continue;
            var hash = JsonHash.Of(list[i]);
            var equals = seen.GetValueOrDefault(hash) ?? (seen[hash] = []);
            var later = equals.FindIndex(j => JsonEquality.AreEqual(list[i], list[j]));
            if (later >= 0)
                return (equals[later], i);
            equals.Add(i);
        }
        return (-1, -1);
    }
}
