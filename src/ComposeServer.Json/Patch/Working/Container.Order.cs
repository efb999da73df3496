using System.Globalization;

namespace ComposeServer.Json.Patch.Working;

sealed partial class Container
{
    /// <summary>
    /// Names of the members as JavaScript enumerates them: those that spell a list index first, ascending, then the others in the
    /// order of the text. Of a list: its indices.
    /// </summary>
    public IReadOnlyList<string> NamesInEcmaOrder()
    {
        if (IsList)
            return Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        return EcmaOrder.Of([.. Live().Select(member => member.Name)]);
    }

    /// <summary>The member with this name, or the element at this index.</summary>
    public Slot Named(string name) => IsList ? At(long.Parse(name, CultureInfo.InvariantCulture)) : Of(name);
}
