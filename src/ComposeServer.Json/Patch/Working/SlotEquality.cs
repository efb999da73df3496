using System.Text.Json;

namespace ComposeServer.Json.Patch.Working;

static class SlotEquality
{
    /// <summary>Compares a working value with JSON; absent equals only absent.</summary>
    public static bool AreEqual(Slot value, JsonElement json)
    {
        if (value.Opened is not { } container)
            return JsonEquality.AreEqual(value.Closed, json);
        if (json.ValueKind != value.Kind)
            return false;
        var other = Container.Open(json, epoch: 0);
        if (container.Count != other.Count)
            return false;
        foreach (var name in other.NamesInEcmaOrder())
        {
            var mine = container.Named(name);
            if (mine.IsAbsent || !AreEqual(mine, other.Named(name).Closed))
                return false;
        }
        return true;
    }
}
