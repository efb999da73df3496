namespace ComposeServer.Server.Calls;

/// <summary>Why a call of an HTTP API was not carried out, before each API puts it in its own form.</summary>
/// <param name="Detail">Text for people.</param>
/// <param name="Code">Stable word.</param>
/// <param name="Status">HTTP status, as HTTP means it.</param>
readonly record struct CallFault(string Detail, string Code, int Status);
