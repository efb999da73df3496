using ComposeServer.Fuzz.Driving;

return await FuzzCommand.RunAsync(args, TimeProvider.System);
