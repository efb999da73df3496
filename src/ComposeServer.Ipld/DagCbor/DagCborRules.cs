namespace ComposeServer.Ipld.DagCbor;

/// <summary>What a reader lets pass.</summary>
public enum DagCborRules
{
    /// <summary>Canonical bytes only: for what is written now.</summary>
    Strict,

    /// <summary>
    /// What the JS reader lets pass too, for history that others wrote: unsorted keys, floats of 16 and 32 bits, <c>undefined</c> as
    /// null. Invalid UTF-8 is refused all the same. Floats come out by the JS number rule, as that reader cannot tell 1.0 from 1.
    /// </summary>
    AsReference,
}
