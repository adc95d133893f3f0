package debate

type statement struct{}

type dispute struct{}
